// Event listener for 'XReKeying' event to show loading indicator during key rekeying process
document.addEventListener('XReKeying', function(event) {
document.getElementsByClassName("loader").forEach((el) => {
el.style.visibility = "visible"; // Show loading indicators
});
}.bind(this));
// Event listener for 'X-Key-Rekeying-Done' event to hide loading indicator after rekeying is complete
document.addEventListener('X-Key-Rekeying-Done', function(event) {
setTimeout(() => {
document.getElementsByClassName("loader").forEach((el) => {
el.style.visibility = "hidden"; // Hide loading indicators after delay
});
}, 500); // Optional delay for smooth UI transition
}.bind(this));
