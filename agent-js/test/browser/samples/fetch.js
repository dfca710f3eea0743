// Generate ephemeral authentication token and signature
let token = window.relock.token();
let signature = window.relock.sign(token);
// Construct and send the authenticated request
return fetch('https://some.domain.com/some/path', {
method: 'POST',
headers: {
'Content-Type': 'application/json',
'Accept': 'application/json',
// Custom Relock headers
'X-Key-Token': token.hexlify(), // The ephemeral one-time-use token
'X-Key-Signature': signature.hexlify(), // Ed25519 signature of the payload
'X-Key-Time': Math.floor(Date.now() / 1000), // Optional: timestamp for added security
},
credentials: 'include', // Include cookies for cross-origin requests
body: JSON.stringify(body), // Payload to be signed and sent
});
