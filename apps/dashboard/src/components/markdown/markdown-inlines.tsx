import { Image } from "lucide-react";
import { Fragment } from "react";
import { piecesOf } from "../code/pieces.ts";
import { linkTarget } from "./link-target.ts";
import { AnchorLink, MarkdownLink } from "./markdown-link.tsx";
import type { MarkdownInline } from "./markdown-tree.ts";
import { noteId, useShown } from "./shown.ts";

/** Parts of a line. Within a link nothing else is one. */
export function Inlines({
  inlines,
  linked = false,
}: {
  readonly inlines: readonly MarkdownInline[];
  readonly linked?: boolean;
}) {
  return inlines.map((inline, index) => <Inline key={index} inline={inline} linked={linked} />);
}

function Inline({ inline, linked }: { readonly inline: MarkdownInline; readonly linked: boolean }) {
  switch (inline.type) {
    case "text":
      return <Marked text={inline.text} />;
    case "code":
      return (
        <code>
          <Marked text={inline.text} />
        </code>
      );
    case "strong":
      return (
        <strong>
          <Inlines inlines={inline.children} linked={linked} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <Inlines inlines={inline.children} linked={linked} />
        </em>
      );
    case "deleted":
      return (
        <del>
          <Inlines inlines={inline.children} linked={linked} />
        </del>
      );
    case "link":
      return linked ? (
        <Inlines inlines={inline.children} linked />
      ) : (
        <MarkdownLink url={inline.url}>
          <Inlines inlines={inline.children} linked />
        </MarkdownLink>
      );
    case "image":
      return <LinkedImage {...inline} linked={linked} />;
    case "note":
      return (
        <sup>
          <AnchorLink id={noteId(inline.number)} label={`Note ${inline.number}`}>
            {inline.number}
          </AnchorLink>
        </sup>
      );
    case "break":
      return <br />;
  }
}

/** An image is not loaded, which would tell its server who reads: it is a link with the words it has in its place. */
function LinkedImage({ url, alt, linked }: { readonly url: string; readonly alt: string; readonly linked: boolean }) {
  const { base } = useShown();
  const words = alt.trim() || /([^/\\]+)[/\\]*$/.exec(url.replace(/[?#].*$/, ""))?.[1] || "Image";
  const image = (
    <span className="image">
      <Image role="img" aria-label="Image:" className="size-3.5" /> <Marked text={words} />
    </span>
  );
  return linked || linkTarget(url, base)?.type !== "elsewhere" ? image : <MarkdownLink url={url}>{image}</MarkdownLink>;
}

function Marked({ text }: { readonly text: string }) {
  const { marker } = useShown();
  return piecesOf(text, 0, null, marker(text)).map(({ from, text: piece, marked }) =>
    marked ? <mark key={from}>{piece}</mark> : <Fragment key={from}>{piece}</Fragment>,
  );
}
