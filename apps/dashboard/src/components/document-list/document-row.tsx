import { Link } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import type { ListedDocument } from "../../api/listings.ts";
import { Button } from "../button.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { DocumentStatus } from "./document-status.tsx";
import { nameWords, placeOf, reasonWords } from "./document-words.ts";

/** How high a row is in pixels, about. */
export const DOCUMENT_ROW_PIXELS = 62;

/** A document in a list: what it is, where it stands and why, and another try for what failed. */
export function DocumentRow({
  document,
  busy,
  onRetry,
}: {
  readonly document: ListedDocument;
  /** Whether it is being asked for again. */
  readonly busy: boolean;
  readonly onRetry: (id: string) => void;
}) {
  const { id, title, type, status, updatedAt } = document;
  const reason = reasonWords(document);
  const path = placeOf(document);
  const name = title === id ? (path ?? id) : title || path || id;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-sunken/60 sm:px-5 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)_9.5rem]">
      <div className="min-w-0">
        <Link
          to="/documents/$documentId"
          params={{ documentId: id }}
          title={name}
          className="block truncate text-sm leading-6 font-medium hover:underline"
        >
          {lastPart(name, path)}
        </Link>
        <p className="truncate text-[13px] text-ink-3" title={path ?? undefined}>
          {nameWords(type)}
          {folderOf(path) && ` in ${folderOf(path)}`}
        </p>
      </div>
      <div className="order-3 col-span-2 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 md:order-none md:col-span-1">
        <DocumentStatus status={status} />
        {reason && (
          <p
            title={reason}
            className={`line-clamp-2 min-w-0 flex-1 basis-48 text-[13px] break-words ${status === "failed" ? "text-ink" : "text-ink-3"}`}
          >
            {reason}
          </p>
        )}
      </div>
      <div className="text-right text-[13px] text-ink-3">
        {status === "failed" ? (
          <Button
            size="small"
            busy={busy}
            icon={<RotateCw aria-hidden="true" className="size-3.5" />}
            aria-label={`Retry ${name}`}
            onClick={() => onRetry(id)}
          >
            Retry
          </Button>
        ) : (
          updatedAt && <RelativeTime time={updatedAt} />
        )}
      </div>
    </div>
  );
}

/** Of a file whose title is its path only the file's name: the folder stands below it. */
function lastPart(name: string, path: string | null): string {
  return name === path ? (path.split("/").at(-1) ?? name) : name;
}

function folderOf(path: string | null): string {
  return path === null ? "" : path.split("/").slice(0, -1).join("/");
}
