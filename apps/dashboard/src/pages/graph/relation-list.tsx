import { Link } from "@tanstack/react-router";
import { FileText } from "lucide-react";
import type { Relation } from "../../api/documents.ts";
import { Button } from "../../components/button.tsx";
import { classes } from "../../components/classes.ts";
import { PathText } from "../../components/path-text.tsx";
import { relationWords } from "../../components/relation-words.ts";
import { SourceIcon } from "../../components/source-icon.tsx";
import { evidenceWords } from "../documents/relation-groups.ts";
import { longName, type Neighbour, type Neighbours } from "./neighbours.ts";
import { familyOf } from "./relation-families.ts";
import { NOT_HERE } from "./scene.ts";
import { type Walk, WalkLink } from "./walk-link.tsx";

/** How many of a group are shown before somebody asks for more. */
const SHOWN_FIRST = 10;

/** The id of the heading of a group in the list. */
export const relationListId = (words: string) => `relations-${words.replaceAll(" ", "-")}`;

/** What the graph shows, in words: each relation, what it leads to, and what says so. */
export function RelationList({
  neighbours: { groups, pending },
  walk,
  lit,
  onLight,
  opened,
  onOpen,
}: {
  readonly neighbours: Neighbours;
  readonly walk: Walk;
  readonly lit: string | null;
  readonly onLight: (id: string | null) => void;
  /** The groups that are shown whole, by their words. */
  readonly opened: ReadonlySet<string>;
  readonly onOpen: (words: string) => void;
}) {
  return (
    <div className="space-y-4">
      {groups.map(({ words, kind, neighbours }) => (
        <section key={words}>
          <h3
            id={relationListId(words)}
            tabIndex={-1}
            className="mb-1 flex scroll-mt-3.5 outline-none items-center gap-2 text-xs font-medium text-ink-2"
          >
            <span aria-hidden="true" className={classes("h-0.5 w-3 rounded-full bg-current", familyOf(kind).colour)} />
            {words}
            <span className="font-normal text-ink-3 tabular">{neighbours.length}</span>
          </h3>
          <ul>
            {(opened.has(words) ? neighbours : neighbours.slice(0, SHOWN_FIRST)).map((neighbour) => (
              <One key={neighbour.id} neighbour={neighbour} walk={walk} lit={lit === neighbour.id} onLight={onLight} />
            ))}
          </ul>
          {neighbours.length > SHOWN_FIRST && !opened.has(words) && (
            <Button size="small" look="quiet" className="mt-1" onClick={() => onOpen(words)}>
              Show {neighbours.length - SHOWN_FIRST} more
            </Button>
          )}
        </section>
      ))}
      {pending.length > 0 && (
        <section>
          <h3
            id={relationListId(NOT_HERE)}
            tabIndex={-1}
            className="scroll-mt-3.5 text-xs font-medium text-ink-2 outline-none"
          >
            {NOT_HERE} <span className="font-normal text-ink-3 tabular">{pending.length}</span>
          </h3>
          <p className="mb-1 text-xs text-ink-3">
            It names these, and no source that is connected has them. They are joined to it as soon as one does.
          </p>
          <ul>
            {pending.map(({ id, name, relations }) => (
              <li key={id} className="px-1.5 py-1 text-[13px] text-ink-2 [overflow-wrap:anywhere]">
                <span className="text-ink-3">{relationsWords(relations)}</span> {name}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function One({
  neighbour: { id, name, document, relations },
  walk,
  lit,
  onLight,
}: {
  readonly neighbour: Neighbour;
  readonly walk: Walk;
  readonly lit: boolean;
  readonly onLight: (id: string | null) => void;
}) {
  const [first, ...others] = relations;
  const evidence = first && evidenceWords(first);
  return (
    <li
      className={classes("rounded-lg px-1.5 py-1 text-[13px]", lit && "bg-accent-soft/60")}
      onPointerEnter={() => onLight(id)}
      onPointerLeave={() => onLight(null)}
    >
      <div className="flex items-start gap-2">
        {document ? (
          <>
            <SourceIcon kind={document.source} className="mt-1 size-4!" />
            <WalkLink
              walk={walk}
              documentId={document.documentId}
              className="min-h-6 min-w-0 flex-1 py-0.5 font-medium [overflow-wrap:anywhere] hover:text-accent hover:underline"
            >
              <PathText path={longName(document)} />
            </WalkLink>
            <Link
              to="/documents/$documentId"
              params={{ documentId: document.documentId }}
              title="Open the document"
              aria-label={`Open ${name}`}
              className="flex size-6 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink"
            >
              <FileText aria-hidden="true" className="size-4" />
            </Link>
          </>
        ) : (
          <span className="min-w-0 py-0.5 [overflow-wrap:anywhere]">{name}</span>
        )}
      </div>
      {others.length > 0 && <p className="pl-6 text-xs text-ink-3">Also: {relationsWords(others).toLowerCase()}</p>}
      {evidence && (
        <p className="ml-6 line-clamp-2 border-l-2 border-line pl-2 text-xs text-ink-3 [overflow-wrap:anywhere]">
          {evidence}
        </p>
      )}
    </li>
  );
}

function relationsWords(relations: readonly Relation[]): string {
  return [...new Set(relations.map(relationWords))].join(", ");
}
