import { useEffect, useRef, useState } from 'react';

/**
 * The first part of a long list, growing as its end comes into view, so that ten thousand entries
 * cost no more than a screenful. Put the ref on an element after the last entry.
 */
export function useGrowingList<Item>(items: readonly Item[], step: number) {
  const [count, setCount] = useState(step);
  const endRef = useRef<HTMLDivElement>(null);
  const isComplete = count >= items.length;
  useEffect(() => {
    const end = endRef.current;
    if (end === null || isComplete) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setCount((shown) => shown + step);
      },
      { rootMargin: '200px' },
    );
    observer.observe(end);
    return () => observer.disconnect();
    // An observer tells of changes only: after each growth a new one looks whether the end is still in view.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies, react/exhaustive-deps
  }, [count, isComplete, step]);
  return { shown: items.slice(0, count), endRef };
}
