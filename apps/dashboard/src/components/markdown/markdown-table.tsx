import { Inlines } from "./markdown-inlines.tsx";
import type { MarkdownBlock } from "./markdown-tree.ts";

/** A table that scrolls sideways within itself where it is wider than the text. */
export function MarkdownTable({ align, rows: [head = [], ...rows] }: Extract<MarkdownBlock, { type: "table" }>) {
  const side = (index: number) => ({ textAlign: align[index] ?? "left" }) as const;
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard has to be able to scroll it
      tabIndex={0}
      className="overflow-x-auto"
    >
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col" style={side(index)}>
                <Inlines inlines={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, number) => (
            <tr key={number}>
              {row.map((cell, index) => (
                <td key={index} style={side(index)}>
                  <Inlines inlines={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
