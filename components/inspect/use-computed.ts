import { useEffect, useState } from 'react';

/**
 * What is computed of something in the background; nothing until it is there, nor what belongs to something else.
 * @param compute the same function each time, which never rejects
 */
export function useComputed<Input, Output>(
  input: Input,
  compute: (input: Input) => Promise<Output>,
): Output | undefined {
  const [computed, setComputed] = useState<{ readonly of: Input; readonly output: Output }>();
  useEffect(() => {
    let isCurrent = true;
    void compute(input).then((output) => {
      if (isCurrent) setComputed({ of: input, output });
    });
    return () => {
      isCurrent = false;
    };
  }, [input, compute]);
  return computed?.of === input ? computed.output : undefined;
}
