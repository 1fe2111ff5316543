import { type BodyEnd, headerOf, type RecordedResponse } from './exchange';
import { MAX_BODY_BYTES } from './read-body';

type Unfinished = {
  readonly end: 'timed out' | 'broken off';
  /** How many bytes of the body had arrived, and after how long it was given up. */
  readonly bytes: number;
  readonly seconds: number;
};

/** An answer that did not come to its end: what the server did, in words that follow its name. */
export function unfinishedInWords(
  response: RecordedResponse,
  { end, bytes, seconds }: Unfinished,
): string {
  const arrived = count(bytes, 'byte');
  if (end === 'timed out') {
    return `answered HTTP ${response.status}, but had sent only ${arrived} of the body after ${seconds} s`;
  }
  const announced = headerOf(response, 'content-length');
  const encoding = headerOf(response, 'content-encoding');
  return encoding === undefined
    ? `answered HTTP ${response.status}, but the body broke off after ${bytes.toLocaleString('en')}${announced === undefined ? '' : ` of ${announced}`} bytes`
    : `answered HTTP ${response.status}, but the body broke off after ${arrived}, or is not packed as its Content-Encoding says (${encoding})`;
}

/** How large a body is of which only the beginning was read: `more than 500,000 bytes`. */
export function tooLargeInWords(response: RecordedResponse): string {
  const most = `more than ${count(MAX_BODY_BYTES, 'byte')}`;
  const encoding = headerOf(response, 'content-encoding');
  if (encoding === undefined) return most;
  const packed = headerOf(response, 'content-length');
  return packed === undefined
    ? `${most}, packed with ${encoding}`
    : `${most}, packed with ${encoding} into ${count(Number(packed), 'byte')}`;
}

/** What is to be known about what is shown of an answer, each in a sentence; nothing where it is whole. */
export function remarksOf(response: RecordedResponse): readonly string[] {
  const { end, firstInvalidByte, omittedHeaders } = response;
  return [
    ...(omittedHeaders === undefined
      ? []
      : [
          `${count(omittedHeaders, 'further header')} came and ${omittedHeaders === 1 ? 'was' : 'were'} left out.`,
        ]),
    ...(end === 'whole' ? [] : [ENDS[end](response)]),
    ...(firstInvalidByte === undefined
      ? []
      : [
          `The body is not valid UTF-8 from byte ${(firstInvalidByte + 1).toLocaleString('en')} on: � stands for what cannot be read.`,
        ]),
  ];
}

const ENDS: Readonly<Record<Exclude<BodyEnd, 'whole'>, (response: RecordedResponse) => string>> = {
  'too large': (response) =>
    `The body has ${tooLargeInWords(response)}; its first ${MAX_BODY_BYTES.toLocaleString('en')} were kept.`,
  'timed out': () =>
    'The body had not come to its end when the time was up: this is what had arrived.',
  'broken off': (response) =>
    `The body broke off${headerOf(response, 'content-encoding') === undefined ? '' : ', or is not packed as its Content-Encoding says'}: this is what had arrived.`,
  'not kept': () => 'The body is not kept: the browser has no more room for this session’s runs.',
};

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
