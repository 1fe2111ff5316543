import { useState } from 'react';

/** The runs that were chosen to be compared: two at most, of which the one chosen first gives way. */
export function useChosenRuns() {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (id: string) => {
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen.slice(-1), id]);
  };
  return { chosen, toggle };
}
