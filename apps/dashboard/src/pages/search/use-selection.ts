import { type RefObject, useCallback, useEffect, useState } from "react";
import { focusHit } from "./hit-list.tsx";

/** What was selected last, and in which search: whoever comes back from a document goes on where they were. */
let left: { readonly searched: string; readonly documentId: string } | null = null;

/** The selected hit of a search; null until one was selected, and again when something else is searched for. */
export function useSelection(
  searched: string,
  list: RefObject<HTMLOListElement | null>,
): readonly [string | null, (documentId: string) => void] {
  const [selection, setSelection] = useState(() => (left?.searched === searched ? left : null));
  useEffect(() => {
    if (selection)
      focusHit(list.current?.querySelector<HTMLElement>(`[data-hit="${CSS.escape(selection.documentId)}"]`));
  }, []);
  const select = useCallback(
    (documentId: string) => {
      left = { searched, documentId };
      setSelection(left);
    },
    [searched],
  );
  return [selection?.searched === searched ? selection.documentId : null, select];
}
