// Alternatively, event listener for 'X-Key-Rekeying-Done' to handle rekeying failures
window.addEventListener('X-Key-Rekeying-Done', function(event) {
if (!event.detail.valid) {
document.location = '#failed'; // Redirect due to ephemeral key authentication failure
}
});
