import { mediaTypeOf, type RecordedResponse } from '../../oauth/exchange';

/** Whether an answer is a page for people. */
export function isHtml(response: RecordedResponse): boolean {
  if (response.body.trim() === '') return false;
  return (
    mediaTypeOf(response).includes('html') ||
    /^\s*<(?:!doctype\s+html|html)[\s>]/i.test(response.body.slice(0, 1000))
  );
}
