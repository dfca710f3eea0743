import Cookies from 'js-cookie';

// Get session ID from cookie
export function getSessionId() {
  return Cookies.get('X-Key-Session') || '';
}

// Main Relock login function
export async function attemptRelockLogin(user) {
  try {
    await waitForRelockAgent();

    // Get token and signature from Relock
    const token = await window.relock.token();
    const signature = await window.relock.sign(token);

    // Get session ID from cookie
    const xsid = getSessionId();

    // Call Relock login endpoint
    const response = await fetch('/relock/login', {
      method: 'POST',
      credentials: 'include',
      headers: {
        'Content-Type': 'application/json',
        'Accept': 'application/json'
      },
      body: JSON.stringify({
        'X-Key-Token': token.hexlify(),
        'X-Key-Signature': signature.hexlify(),
        'X-Key-Session': xsid,
        'user': user.id,
        'email': user.email
      })
    });

    const result = await response.json();

    if (result.status_code === 200) {
      return { success: true };
    }

    return {
      success: false,
      error: result.message || `Status: ${result.status_code}`
    };
  } catch (error) {
    return {
      success: false,
      error: error instanceof Error ? error.message : 'Unknown error'
    };
  }
}
