import { describe, expect, it } from "vitest";
import { messageSchema } from "../api/message.ts";
import { renderMessage } from "./message-text.ts";
import { renderMrkdwn } from "./mrkdwn.ts";
import type { Names } from "./names.ts";
import { renderBlocks } from "./rich-text.ts";

const names: Names = { user: (id) => (id === "U1" ? "ada" : id), channel: (id) => (id === "C1" ? "general" : id) };

describe("mrkdwn", () => {
  it.each([
    ["Hello <@U1>, see <#C1> and <#C2|other>", "Hello @ada, see #general and #other"],
    ["<@U9|grace> <@U8>", "@grace @U8"],
    ["<!here> <!channel> <!subteam^S1|@team> <!subteam^S1>", "@here @channel @team @group"],
    ["<!date^1700000000^{date}|14 November>", "14 November"],
    ["<https://a.example/?x=1&amp;y=2>", "https://a.example/?x=1&y=2"],
    ["<https://a.example/(b)|the [docs]>", "[the  docs ](https://a.example/(b))".replace("(b)", "%28b%29")],
    ["<mailto:a@b.example|a@b.example>", "a@b.example"],
    ["1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"],
    ["&amp;lt;", "&lt;"],
    ["*bold* _it_ ~gone~", "**bold** _it_ ~~gone~~"],
    ["2*3*4 a*b* * x *", "2*3*4 a*b* * x *"],
    ["`*not bold* <https://a.example>`", "`*not bold* https://a.example`"],
    ["```*x* &lt;y&gt;```", "\n```\n*x* <y>\n```\n"],
    ["a < b", "a < b"],
    ["<>", ""],
  ])("turns %j into %j", (text, expected) => {
    expect(renderMrkdwn(text, names)).toBe(expected);
  });

  it("takes no longer than its length allows, whatever it is given", () => {
    const pieces = ["*", "_", "~", "`", "```", "<", ">", "<@U1", "|", "&lt;", "\n", "a", " ", "*a", "<!", "\u{1F600}"];
    for (const piece of pieces) {
      const text = piece.repeat(Math.ceil(100_000 / piece.length));
      const begun = performance.now();
      renderMrkdwn(text, names);
      expect(performance.now() - begun, JSON.stringify(piece)).toBeLessThan(2_000);
    }
    let seed = 1;
    const next = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed;
    };
    for (let round = 0; round < 3_000; round += 1) {
      const text = Array.from({ length: next() % 20 }, () => pieces[next() % pieces.length]).join("");
      // What is said in bold is still said.
      const word = "visible";
      expect(renderMrkdwn(`${text.replaceAll("<", "")} *${word}*`, names)).toContain(word);
    }
  });
});

describe("blocks", () => {
  it("reads rich text with its lists, quotes, code, mentions and styles", () => {
    const section = (...elements: object[]) => ({ type: "rich_text_section", elements });
    const text = (value: string, style?: object) => ({ type: "text", text: value, ...(style && { style }) });
    const blocks = [
      {
        type: "rich_text",
        elements: [
          section(
            text("Hello "),
            { type: "user", user_id: "U1" },
            text(" and "),
            text("all ", { bold: true, italic: true }),
          ),
          {
            type: "rich_text_list",
            style: "ordered",
            elements: [section(text("one")), section({ type: "link", url: "https://a.example", text: "two" })],
          },
          {
            type: "rich_text_list",
            style: "bullet",
            indent: 1,
            elements: [section({ type: "channel", channel_id: "C1" })],
          },
          { type: "rich_text_preformatted", elements: [text("let a = `1`;")] },
          { type: "rich_text_quote", elements: [text("quoted\ntwice")] },
          section(
            { type: "emoji", name: "tada", unicode: "1f389" },
            { type: "emoji", name: "custom" },
            { type: "broadcast", range: "here" },
          ),
        ],
      },
    ];
    expect(renderBlocks(blocks, names)).toBe(
      [
        "Hello @ada and **_all_** ",
        "1. one",
        "2. [two](https://a.example)",
        "  - #general",
        "",
        "```",
        "let a = `1`;",
        "```",
        "",
        "> quoted",
        "> twice",
        "🎉:custom:@here",
      ].join("\n"),
    );
  });

  it("reads the blocks of apps, and what is new in them", () => {
    const blocks = [
      { type: "header", text: { type: "plain_text", text: "Build *failed*" } },
      {
        type: "section",
        text: { type: "mrkdwn", text: "*main* is red" },
        fields: [{ type: "mrkdwn", text: "by <@U1>" }],
      },
      {
        type: "context",
        elements: [
          { type: "mrkdwn", text: "42 s" },
          { type: "image", alt_text: "a chart" },
        ],
      },
      { type: "divider" },
      { type: "from_tomorrow", text: "A new kind", elements: [{ type: "text", text: "inside" }] },
      "nonsense",
      null,
    ];
    expect(renderBlocks(blocks, names)).toBe(
      "Build *failed*\n**main** is red\nby @ada\n42 s\na chart\nA new kind\ninside",
    );
  });

  it("survives blocks within blocks without end", () => {
    let block: object = { type: "section", text: "deep" };
    for (let depth = 0; depth < 5_000; depth += 1) block = { type: "odd", elements: [block] };
    expect(renderBlocks([block], names)).toBe("");
  });
});

describe("messages", () => {
  it("hold what they quote, and their files with their texts", () => {
    const message = messageSchema.parse({
      ts: "1700000000.000100",
      text: "Look",
      attachments: [
        {
          title: "A page",
          title_link: "https://a.example",
          text: "About *it*",
          fields: [{ title: "State", value: "open" }],
        },
      ],
      files: [
        { id: "F1", name: "a.txt", title: "a.txt", preview: "one\ntwo", preview_is_truncated: true },
        { id: "F2", name: "b.png", title: "A picture" },
        { id: "F3", mode: "tombstone" },
      ],
    });
    expect(renderMessage(message, names, new Map([["F1", "one\ntwo\nthree"]]))).toBe(
      [
        "Look",
        "> A page (https://a.example)",
        "> About **it**",
        "> State: open",
        "File: a.txt",
        "```",
        "one",
        "two",
        "three",
        "```",
        "File: b.png (A picture)",
        "File: no longer there",
      ].join("\n"),
    );
  });
});
