// Prints a line for each fault in the pages that are named: of their HTML, and of CSS in <style>.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { lexer, parse, walk } from "css-tree";
import { HtmlValidate } from "html-validate";

const ALL = { root: true, extends: ["html-validate:standard"] };
const rules = new HtmlValidate(ALL);
// Outlook knows the width of a table by its attributes only.
const rulesOfMail = new HtmlValidate({ ...ALL, rules: { "no-deprecated-attr": "off" } });
const FAULTS = ["SyntaxMatchError", "SyntaxReferenceError"]; // not: a variable of unknown value

function faultsOfHtml(page, isMail) {
  const { results } = (isMail ? rulesOfMail : rules).validateStringSync(page);
  const messages = results.flatMap((result) => result.messages);
  return messages.map(({ line, ruleId, message }) => `line ${line}: ${ruleId}: ${message}`);
}

function faultsOfCss(css) {
  const faults = [];
  const sheet = parse(css, { onParseError: (error) => faults.push(`css: ${error.message}`) });
  walk(sheet, {
    visit: "Declaration",
    enter({ property, value }) {
      const { error } = lexer.matchProperty(property, value);
      const isFault = FAULTS.includes(error?.name) && !property.startsWith("--");
      if (isFault) faults.push(`css: ${property}: ${error.rawMessage ?? error.message}`);
    },
  });
  return faults;
}

for (const file of process.argv.slice(2)) {
  const page = readFileSync(file, "utf-8");
  const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, css]) => css);
  for (const fault of [...faultsOfHtml(page, basename(file).includes("mail")), ...styles.flatMap(faultsOfCss)]) {
    console.log(`${basename(file)}: ${fault}`);
  }
}
