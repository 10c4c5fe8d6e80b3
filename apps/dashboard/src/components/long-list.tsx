import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useCallback, useEffect, useRef } from "react";
import { Button } from "./button.tsx";
import { Spinner } from "./spinner.tsx";
import { useScrollMargin } from "./use-scroll-margin.ts";

/** Rows beyond the edges of the screen that are there already, for fast scrolling. */
const OVERSCAN = 4;
/** How many rows before the end the next page is asked for. */
const AHEAD = 15;

/**
 * A list of any length that scrolls with the page: only the rows in sight are in the document, and pages are asked for as
 * they come near.
 */
export function LongList<Row>({
  label,
  rows,
  keyOf,
  estimate,
  children,
  hasMore = false,
  loading = false,
  onMore,
}: {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Height of a row in pixels, about; each is measured when it shows. */
  readonly estimate: number;
  readonly children: (row: Row, index: number) => ReactNode;
  readonly hasMore?: boolean;
  readonly loading?: boolean;
  readonly onMore?: () => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  const scrollMargin = useScrollMargin(list);
  const keyNow = useRef(keyOf);
  keyNow.current = keyOf;
  // Another function would have every row measured anew at each scroll.
  const getItemKey = useCallback(
    (index: number) => {
      const row = rows[index];
      return row === undefined ? index : keyNow.current(row);
    },
    [rows],
  );
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => estimate,
    overscan: OVERSCAN,
    useFlushSync: false,
    scrollMargin,
    getItemKey,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !loading && last >= rows.length - AHEAD) onMore?.();
  }, [hasMore, loading, last, rows.length, onMore]);
  return (
    <>
      <ul ref={list} aria-label={label} className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ key, index, start }) => {
          const row = rows[index];
          return (
            row !== undefined && (
              <li
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-setsize={hasMore ? -1 : rows.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0 border-b border-line last:border-0"
                style={{ transform: `translateY(${start - scrollMargin}px)` }}
              >
                {children(row, index)}
              </li>
            )
          );
        })}
      </ul>
      {hasMore && (
        <div className="flex justify-center border-t border-line p-3">
          {loading ? (
            <span role="status" className="flex items-center gap-2 text-sm text-ink-3">
              <Spinner /> Loading more…
            </span>
          ) : (
            <Button size="small" onClick={onMore}>
              Show more
            </Button>
          )}
        </div>
      )}
    </>
  );
}
