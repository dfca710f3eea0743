// Drops class members that nothing in a bundle names. Bundlers keep them all, since a name could be computed; the
// libraries that go into relock.js compute none, and a tenth of what they weigh is members that the agent never uses.
import ts from 'typescript';

/** Members that the language itself reaches. */
const IMPLICIT = ['then', 'toJSON', 'toString', 'valueOf'];

/** Names by which some member could be reached: `a.name`, `{ name } = a`, `{ name: 1 }`, 'name'. */
function namesIn(file) {
  const names = new Set(IMPLICIT);
  const visit = (node) => {
    if (ts.isPropertyAccessExpression(node)) names.add(node.name.text);
    else if (ts.isBindingElement(node)) names.add((node.propertyName ?? node.name).text);
    else if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) names.add(node.name.text);
    else if (ts.isStringLiteralLike(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

/** @returns the code without the members, pruned again until none is left to drop */
export function prune(code) {
  const file = ts.createSourceFile('bundle.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const names = namesIn(file);
  const dead = [];
  const visit = (node) => {
    if ((ts.isMethodDeclaration(node) || ts.isAccessor(node)) && ts.isClassLike(node.parent)) {
      if (ts.isIdentifier(node.name) && !names.has(node.name.text)) return dead.push(node);
    }
    return ts.forEachChild(node, visit);
  };
  visit(file);
  if (!dead.length) return code;
  return prune(dead.reduceRight((text, node) => text.slice(0, node.getStart()) + text.slice(node.end), code));
}
