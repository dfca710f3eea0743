// Event listener for 'XKeyEstablished' to handle key establishment and authentication state
window.addEventListener('XKeyEstablished', function(event) {
if (event.detail.authenticated === false) {
if (event.detail.owner === true)
document.location = // Redirect to known but unauthenticated user page
else
document.location = // Redirect to unknown user page
} else {
document.location = // Redirect to page for already authenticated user
}
});
