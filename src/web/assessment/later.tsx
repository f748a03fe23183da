/** What may come a moment after the words around it, in a task of its own, so that none is long. The room for it is kept by whoever holds it. */
import { type ReactNode, useEffect, useState } from 'react';

export function Later({ afterMs, children }: { afterMs: number; children: ReactNode }): ReactNode {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return due ? children : null;
}
