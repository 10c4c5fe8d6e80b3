import type { DocumentFormat } from "@tributary/validation";

/** Languages by their names on GitHub, with the endings of their files. */
const endings: Readonly<Record<string, string>> = {
  Astro: "astro",
  Batchfile: "bat cmd",
  C: "c h",
  "C#": "cs csx",
  "C++": "cc cpp cxx hh hpp hxx ipp tpp",
  CSS: "css",
  Clojure: "clj cljc cljs edn",
  CMake: "cmake",
  CoffeeScript: "coffee",
  Crystal: "cr",
  CUDA: "cu cuh",
  D: "d",
  Dart: "dart",
  Dockerfile: "dockerfile",
  Elixir: "ex exs heex",
  Elm: "elm",
  Erlang: "erl hrl",
  "F#": "fs fsi fsx",
  Fortran: "f f90 f95",
  GLSL: "frag glsl vert",
  Go: "go",
  GraphQL: "gql graphql graphqls",
  Groovy: "gradle groovy",
  HCL: "hcl tf tfvars",
  HTML: "htm html xhtml",
  Handlebars: "handlebars hbs",
  Haskell: "hs lhs",
  INI: "cfg conf editorconfig ini properties",
  JSON: "json json5 jsonc jsonl webmanifest",
  Java: "java",
  JavaScript: "cjs es6 js jsx mjs",
  Julia: "jl",
  Kotlin: "kt kts",
  Less: "less",
  Lua: "lua",
  Makefile: "mak mk",
  Nim: "nim",
  Nix: "nix",
  OCaml: "ml mli",
  "Objective-C": "m mm",
  PHP: "php phtml",
  Perl: "pl pm t",
  PowerShell: "ps1 psd1 psm1",
  Prisma: "prisma",
  "Protocol Buffer": "proto",
  Python: "py pyi pyw",
  R: "r",
  Ruby: "erb gemspec rake rb",
  Rust: "rs",
  SCSS: "sass scss",
  SQL: "psql sql",
  Scala: "sbt sc scala",
  Scheme: "rkt scm ss",
  Shell: "bash fish ksh sh zsh",
  Solidity: "sol",
  Starlark: "bazel bzl star",
  Svelte: "svelte",
  Swift: "swift",
  TOML: "toml",
  TypeScript: "cts mts ts tsx",
  "Vim Script": "vim",
  "Visual Basic .NET": "vb",
  Vue: "vue",
  WGSL: "wgsl",
  XML: "csproj plist props svg targets vcxproj xml xsd xsl xslt",
  YAML: "yaml yml",
  Zig: "zig",
};

/** Languages of files known by their whole name, in lower case. */
const names: Readonly<Record<string, string>> = {
  ".bashrc": "Shell",
  ".zshrc": "Shell",
  brewfile: "Ruby",
  "build.bazel": "Starlark",
  "cmakelists.txt": "CMake",
  containerfile: "Dockerfile",
  dockerfile: "Dockerfile",
  gemfile: "Ruby",
  gnumakefile: "Makefile",
  "go.mod": "Go Module",
  jenkinsfile: "Groovy",
  justfile: "Just",
  makefile: "Makefile",
  podfile: "Ruby",
  rakefile: "Ruby",
  vagrantfile: "Ruby",
};

const languageOf: ReadonlyMap<string, string> = new Map(
  Object.entries(endings).flatMap(([language, list]) => list.split(" ").map((ending) => [ending, language])),
);
const nameOf: ReadonlyMap<string, string> = new Map(Object.entries(names));
const markdown = new Set(["markdown", "md", "mdown", "mdx", "mkd"]);

/** A file's structure by its name, and its language when the name tells. */
export function classifyName(path: string): { readonly format: DocumentFormat; readonly language?: string } {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const ending = name.slice(name.lastIndexOf(".") + 1);
  if (ending !== name && markdown.has(ending))
    return { format: "markdown", language: ending === "mdx" ? "MDX" : "Markdown" };
  const stem = name.split(".")[0] ?? "";
  const language =
    nameOf.get(name) ??
    (ending === name ? undefined : languageOf.get(ending)) ??
    (stem === "dockerfile" || stem === "makefile" ? nameOf.get(stem) : undefined);
  return language === undefined ? { format: "text" } : { format: "code", language };
}
