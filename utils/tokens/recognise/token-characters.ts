/** Whether compact tokens are made of this character: base64url, a dot, and the tilde of an SD-JWT (RFC 9901 §4). */
export function isTokenCharacter(code: number): boolean {
  const lower = code | 0x20;
  return (
    (lower >= 0x61 && lower <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x5f ||
    code === 0x7e
  );
}
