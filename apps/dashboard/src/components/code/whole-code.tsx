import { useEffect, useRef } from "react";
import { CodeList } from "./code-list.tsx";
import { CodeRow } from "./code-row.tsx";
import type { CodeLines } from "./use-code.ts";

/** All lines of a text, for the browser to find and select in. */
export function WholeCode({
  code,
  onLine,
}: {
  readonly code: CodeLines;
  /** Brings the line somebody was led to into sight. */
  readonly onLine: (row: HTMLElement) => void;
}) {
  const { label, all, colours, marker, prose, first, last } = code;
  const list = useRef<HTMLOListElement>(null);
  const place = useRef(onLine);
  place.current = onLine;
  useEffect(() => {
    const row = list.current?.children[Math.min(first, all.length) - 1];
    if (row instanceof HTMLElement) place.current(row);
  }, [first, all]);
  return (
    <CodeList ref={list} label={label} count={all.length} prose={prose}>
      {all.map((text, index) => {
        const number = index + 1;
        return (
          <CodeRow
            key={number}
            text={text}
            number={number}
            colours={colours}
            marker={marker}
            prose={prose}
            there={number >= first && number <= last}
            first={number === first}
          />
        );
      })}
    </CodeList>
  );
}
