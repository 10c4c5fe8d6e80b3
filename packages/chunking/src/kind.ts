import type { ChunkKind } from "./types.ts";

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ""));
}

const markdownExtensions = words("md mdx markdown mdown mkd mkdn qmd rmd");

const codeExtensions = words(`
  ts tsx mts cts js jsx mjs cjs vue svelte astro coffee
  py pyi pyx rb rake gemspec php pl pm lua r jl
  c h cc cpp cxx hh hpp hxx ino m mm cs fs fsi vb d zig nim v sv svh vhd vhdl
  java kt kts scala sc groovy gradle clj cljs cljc edn
  go rs swift dart ex exs erl hrl hs lhs ml mli elm purs lisp cl el scm rkt
  sh bash zsh fish ps1 psm1 bat cmd awk
  css scss sass less styl html htm xml xsl xslt xsd svg xaml plist
  conf hcl tf tfvars nix bicep rego cue
  sql psql ddl graphql gql proto thrift avdl prisma sol move cairo wat asm s
  cmake mk mak bazel bzl dockerfile diff patch
`);

/** Files of data, by what they are read as. */
const dataExtensions: readonly (readonly [ChunkKind, ReadonlySet<string>])[] = [
  ["json", words("json jsonc json5 jsonl ndjson geojson webmanifest ipynb har")],
  ["yaml", words("yaml yml")],
  ["toml", words("toml ini cfg properties env desktop service")],
  ["log", words("log")],
  ["table", words("csv tsv psv tab")],
];
const dataNames: readonly (readonly [ChunkKind, ReadonlySet<string>])[] = [
  ["json", words("composer.lock pipfile.lock flake.lock deno.lock .babelrc .eslintrc .prettierrc .swcrc")],
  ["yaml", words("pubspec.lock podfile.lock .clang-format .clang-tidy")],
  ["toml", words("cargo.lock poetry.lock uv.lock pdm.lock pipfile .npmrc .editorconfig .gitconfig .gitmodules .env")],
];

const codeNames = words(`
  dockerfile containerfile makefile gnumakefile rakefile gemfile podfile fastfile brewfile vagrantfile jenkinsfile
  justfile procfile build workspace cmakelists.txt go.mod go.sum codeowners
  .gitignore .gitattributes .dockerignore .bashrc .zshrc .profile
`);

/**
 * Which kind of input a file is, by its name alone: its extension, or its whole name for the likes of `Dockerfile`.
 * "text" for everything not known.
 */
export function kindOfPath(path: string): ChunkKind {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();
  if (codeNames.has(name)) return "code";
  const named = dataNames.find(([, names]) => names.has(name));
  if (named) return named[0];
  const dot = name.lastIndexOf(".");
  const extension = dot < 0 ? "" : name.slice(dot + 1);
  if (markdownExtensions.has(extension)) return "markdown";
  if (codeExtensions.has(extension)) return "code";
  return dataExtensions.find(([, extensions]) => extensions.has(extension))?.[0] ?? "text";
}
