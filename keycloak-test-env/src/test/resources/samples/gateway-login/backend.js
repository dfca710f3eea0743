// Backend endpoint (e.g., Next.js API route, Express, etc.)
export async function POST(request) {
  // Verify user is authenticated with your identity provider
  const user = await verifyUserAuthentication(request);

  if (!user) {
    return new Response(JSON.stringify({ error: 'Unauthorized' }), {
      status: 401
    });
  }

  // Get Relock token, signature, and session ID from request
  // Frontend sends these after generating them with window.relock.token() and window.relock.sign()
  const token = request.headers.get('X-Key-Token');
  const signature = request.headers.get('X-Key-Signature');
  const sessionId = request.cookies?.get('X-Key-Session')?.value;

  if (!token || !signature || !sessionId) {
    return new Response(JSON.stringify({ error: 'Missing Relock credentials' }), {
      status: 400
    });
  }

  // Call Relock gateway login endpoint (same as frontend)
  const relockResponse = await fetch('/relock/login', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Accept': 'application/json'
    },
    body: JSON.stringify({
      'X-Key-Token': token,
      'X-Key-Signature': signature,
      'X-Key-Session': sessionId,
      'user': user.id,
      'email': user.email
    })
  });

  const result = await relockResponse.json();

  if (result.status_code === 200) {
    return new Response(JSON.stringify({ success: true }), {
      status: 200
    });
  }

  return new Response(JSON.stringify({
    error: result.message || 'Relock login failed'
  }), {
    status: result.status_code || 500
  });
}
