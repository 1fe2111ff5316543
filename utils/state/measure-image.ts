import { loadImage } from '../platform/images';
import { missingOrigins } from '../platform/permissions';

export type Measured =
  | { readonly ok: true; readonly value: { readonly width: number; readonly height: number } }
  | { readonly ok: false; readonly message: string };

/** Loads an image and measures it in pixels, where the extension may reach its server. Sends no cookies. */
export async function measureImage(address: string): Promise<Measured> {
  const missing = await missingOrigins([new URL(address).origin]);
  return missing.length === 0
    ? loadImage(address)
    : { ok: false, message: 'Not looked at: there is no permission to reach its server.' };
}
