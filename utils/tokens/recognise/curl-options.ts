/** An option of cURL that says something about the request. */
export type CurlOption = {
  readonly name:
    | 'url'
    | 'request'
    | 'header'
    | 'data'
    | 'data-urlencode'
    | 'json'
    | 'form'
    | 'user'
    | 'oauth2-bearer'
    | 'cookie'
    | 'user-agent'
    | 'referer'
    | 'get'
    | 'head'
    | 'url-query';
  readonly value: string;
};

/** Options by their names; those of one letter stand behind one dash. */
const MEANINGS: ReadonlyMap<string, CurlOption['name']> = new Map([
  ['--url', 'url'],
  ['-X', 'request'],
  ['--request', 'request'],
  ['-H', 'header'],
  ['--header', 'header'],
  ['-d', 'data'],
  ['--data', 'data'],
  ['--data-ascii', 'data'],
  ['--data-binary', 'data'],
  ['--data-raw', 'data'],
  ['--data-urlencode', 'data-urlencode'],
  ['--json', 'json'],
  ['-F', 'form'],
  ['--form', 'form'],
  ['--form-string', 'form'],
  ['-u', 'user'],
  ['--user', 'user'],
  ['--oauth2-bearer', 'oauth2-bearer'],
  ['-b', 'cookie'],
  ['--cookie', 'cookie'],
  ['-A', 'user-agent'],
  ['--user-agent', 'user-agent'],
  ['-e', 'referer'],
  ['--referer', 'referer'],
  ['-G', 'get'],
  ['--get', 'get'],
  ['-I', 'head'],
  ['--head', 'head'],
  ['--url-query', 'url-query'],
]);

const WITHOUT_VALUE: ReadonlySet<string> = new Set(['get', 'head']);

/** Options with a value that says nothing about the request: the value is no address. */
const PASSED_OVER: ReadonlySet<string> = new Set(
  (
    '-o -m -x -w -c -K -D -E -T -U -C -r -t -y -Y -z -P -Q --output --max-time --proxy --write-out --cookie-jar ' +
    '--config --dump-header --cert --key --cacert --capath --cert-type --key-type --pass --upload-file --proxy-user ' +
    '--continue-at --range --connect-timeout --retry --retry-delay --retry-max-time --resolve --connect-to --ciphers ' +
    '--tls-max --interface --limit-rate --max-redirs --max-filesize --noproxy --trace --trace-ascii --stderr ' +
    '--unix-socket --aws-sigv4 --output-dir --keepalive-time --dns-servers --socks5 --socks5-hostname --proto'
  ).split(' '),
);

/** What ends a command, or sends its output elsewhere. */
const END = /^(?:[|;&]|\|\||&&|[12]?>{1,2}.*)$/;

/** Reads the words behind `curl` up to the end of the command. What is no option is an address. */
export function readCurlOptions(words: readonly string[]): readonly CurlOption[] {
  const options: CurlOption[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (END.test(word)) break;
    if (!word.startsWith('-') || word === '-') {
      if (word !== '') options.push({ name: 'url', value: word.replace(/;$/, '') });
      continue;
    }
    for (const { option, value } of word.startsWith('--') ? longOption(word) : letters(word)) {
      const name = MEANINGS.get(option);
      const takesValue = name === undefined ? PASSED_OVER.has(option) : !WITHOUT_VALUE.has(name);
      if (takesValue && value === undefined) index += 1;
      if (name === undefined) continue;
      options.push({ name, value: takesValue ? (value ?? words[index] ?? '') : '' });
    }
  }
  return options;
}

type Given = { readonly option: string; readonly value?: string };

function longOption(word: string): readonly Given[] {
  const equals = word.indexOf('=');
  return equals === -1
    ? [{ option: word }]
    : [{ option: word.slice(0, equals), value: word.slice(equals + 1) }];
}

/** Letters behind one dash; the first that takes a value takes the rest of the word. */
function letters(word: string): readonly Given[] {
  const given: Given[] = [];
  for (let index = 1; index < word.length; index += 1) {
    const option = `-${word.charAt(index)}`;
    const name = MEANINGS.get(option);
    const takesValue = name === undefined ? PASSED_OVER.has(option) : !WITHOUT_VALUE.has(name);
    const rest = word.slice(index + 1);
    if (takesValue) return [...given, rest === '' ? { option } : { option, value: rest }];
    given.push({ option });
  }
  return given;
}
