import { Link } from "@tanstack/react-router";
import { Square, SquareCheck } from "lucide-react";
import { MarkdownCode } from "./markdown-code.tsx";
import { Inlines } from "./markdown-inlines.tsx";
import { MarkdownTable } from "./markdown-table.tsx";
import { type MarkdownBlock, type MarkdownItem, textOf } from "./markdown-tree.ts";
import { headingId, noteId } from "./shown.ts";

/** The page has the first two levels. */
const levels = ["h3", "h4", "h5", "h6", "h6", "h6"] as const;

/** Parts of a text, one beneath the other. */
export function Blocks({ blocks }: { readonly blocks: readonly MarkdownBlock[] }) {
  return blocks.map((block, index) => <Block key={index} block={block} />);
}

function Block({ block }: { readonly block: MarkdownBlock }) {
  switch (block.type) {
    case "paragraph":
      return (
        <p>
          <Inlines inlines={block.children} />
        </p>
      );
    case "heading":
      return <Heading {...block} />;
    case "code":
      return <MarkdownCode text={block.text} language={block.language} />;
    case "quote":
      return (
        <blockquote>
          <Blocks blocks={block.children} />
        </blockquote>
      );
    case "list":
      return block.start === null ? (
        <ul>
          <Items items={block.items} />
        </ul>
      ) : (
        <ol start={block.start}>
          <Items items={block.items} />
        </ol>
      );
    case "table":
      return <MarkdownTable {...block} />;
    case "rule":
      return <hr />;
    case "notes":
      return (
        <ol aria-label="Notes" className="border-t border-line pt-3 text-[0.8125rem]">
          {block.notes.map((note, index) => (
            <li key={index} id={noteId(index + 1)}>
              <Blocks blocks={note} />
            </li>
          ))}
        </ol>
      );
  }
}

function Heading({ depth, slug, children }: Extract<MarkdownBlock, { type: "heading" }>) {
  const Level = levels[depth - 1] ?? "h6";
  return (
    <Level id={headingId(slug)} data-depth={depth} className="group/heading">
      <Inlines inlines={children} />
      {slug !== "" && (
        <Link
          to="."
          search={true as never}
          hash={headingId(slug)}
          aria-label={`Link to “${textOf(children)}”`}
          className="anchor opacity-0 group-hover/heading:opacity-100 focus-visible:opacity-100"
        >
          #
        </Link>
      )}
    </Level>
  );
}

function Items({ items }: { readonly items: readonly MarkdownItem[] }) {
  return items.map(({ checked, children }, index) => {
    const Icon = checked ? SquareCheck : Square;
    return (
      <li key={index} {...(checked !== null && { className: "task" })}>
        {checked !== null && <Icon role="img" aria-label={checked ? "Done" : "To do"} className="size-4" />}
        <Blocks blocks={children} />
      </li>
    );
  });
}
