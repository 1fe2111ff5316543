const MAX_IMAGE_BYTES = 5_000_000;
const TIMEOUT_MS = 20_000;

/** Loads an image and says how large it is, in pixels, or in words why that cannot be told. */
export async function loadImage(
  address: string,
): Promise<
  | { readonly ok: true; readonly value: { readonly width: number; readonly height: number } }
  | { readonly ok: false; readonly message: string }
> {
  let blob: Blob;
  try {
    const response = await fetch(address, {
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      return { ok: false, message: `Its server answered HTTP ${response.status}.` };
    }
    blob = await response.blob();
  } catch {
    return { ok: false, message: 'Its server could not be reached.' };
  }
  if (blob.size > MAX_IMAGE_BYTES) return { ok: false, message: 'It is larger than 5 MB.' };
  try {
    const { width, height } = await createImageBitmap(blob);
    return { ok: true, value: { width, height } };
  } catch {
    return {
      ok: false,
      message: 'Its size cannot be told: it is no picture of pixels that this browser reads.',
    };
  }
}
