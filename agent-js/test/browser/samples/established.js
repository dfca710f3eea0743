// Event listener for 'XKeyEstablished' to handle key establishment and authentication state
window.addEventListener('XKeyEstablished', function(event) {
if (event.detail.authenticated === false) {
if (event.detail.owner === true)
document.location = '#known'; // Redirect to known but unauthenticated user page
else
document.location = '#unknown'; // Redirect to unknown user page
} else {
document.location = '#authenticated'; // Redirect to page for already authenticated user
}
});
