import type { SyntaxLanguage } from "./language.ts";
import {
  bodiedName,
  declaratorName,
  fieldName,
  goMethodName,
  goTypeName,
  implementationName,
  typeDefinitionName,
} from "./names.ts";

/** C++, and C by the same grammar. */
export const cpp: SyntaxLanguage = {
  name: "cpp",
  grammar: "cpp",
  extensions: ["c", "h", "cc", "cpp", "cxx", "hh", "hpp", "hxx", "ino", "cu", "cuh"],
  definitions: {
    function_definition: declaratorName,
    class_specifier: bodiedName,
    struct_specifier: bodiedName,
    union_specifier: bodiedName,
    enum_specifier: bodiedName,
    type_definition: typeDefinitionName,
    concept_definition: fieldName(),
    preproc_function_def: fieldName(),
  },
  namespaces: { namespace_definition: fieldName() },
  wrappers: ["template_declaration"],
  groups: ["preproc_if", "preproc_ifdef", "preproc_else", "preproc_elif", "linkage_specification"],
  annotations: ["template_parameter_list", "attribute_declaration"],
  imports: { preproc_include: /#\s*include\s*[<"]([^>"\n]+)[>"]/g, import_declaration: /\bimport\s+([^;\s]+)/g },
};

/** Go. */
export const go: SyntaxLanguage = {
  name: "go",
  grammar: "go",
  extensions: ["go"],
  definitions: {
    function_declaration: fieldName(),
    method_declaration: goMethodName,
    type_declaration: goTypeName,
  },
  imports: { import_declaration: /["`]([^"`\n]+)["`]/g },
};

/** Rust. */
export const rust: SyntaxLanguage = {
  name: "rust",
  grammar: "rust",
  extensions: ["rs"],
  definitions: {
    function_item: fieldName(),
    struct_item: fieldName(),
    enum_item: fieldName(),
    union_item: fieldName(),
    trait_item: fieldName(),
    type_item: fieldName(),
    impl_item: implementationName,
    macro_definition: fieldName(),
  },
  namespaces: { mod_item: fieldName() },
  groups: ["foreign_mod_item"],
  annotations: ["attribute_item"],
  imports: {
    use_declaration: /\buse\s+([\w:]*\w)/g,
    extern_crate_declaration: /\bcrate\s+(\w+)/g,
  },
};
