// Splits, decodes and verifies a token.
const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

globalThis.prepareKeys = ({ keys: [jwk] }) =>
  crypto.subtle.importKey('jwk', jwk, RS256, false, ['verify']);

globalThis.readToken = async (token, key) => {
  const [header, payload, signature] = token.split('.');
  const isGenuine = await crypto.subtle.verify(
    RS256,
    key,
    bytesOf(signature),
    new TextEncoder().encode(`${header}.${payload}`),
  );
  return { isGenuine, header: read(header), claims: read(payload) };
};

function read(segment) {
  return JSON.parse(new TextDecoder().decode(bytesOf(segment)));
}

function bytesOf(segment) {
  const binary = atob(segment.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
