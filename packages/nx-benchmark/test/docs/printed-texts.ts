import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesBelow } from './files-below';

/** A value that is filled in when the text is printed. */
const GAP = '\0';

const PACKAGE = join(__dirname, '../..');

/** Words of a text in the source; a gap stands for a word that holds a value, which may become several words. */
export type TextWords = readonly string[];

/** Every text that is written in the source, the harness's included. */
export function sourceTexts(): readonly TextWords[] {
  const texts = [
    ...sources('src', '.ts').flatMap(typeScriptTexts),
    ...sources('harness', '.py').flatMap(pythonTexts),
  ];
  return texts.map(wordsOf).filter((words) => words.some((word) => word !== GAP));
}

function sources(folder: string, extension: string): readonly string[] {
  const isTest = (path: string) => /\.spec\.ts$|(^|\/)(testing|tests)\//.test(path);
  return filesBelow(join(PACKAGE, folder), (path) => path.endsWith(extension) && !isTest(path)).map((path) =>
    readFileSync(path, 'utf8'),
  );
}

function typeScriptTexts(source: string): readonly string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node)) {
      texts.push(
        [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join(GAP),
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2022));
  return texts;
}

function pythonTexts(source: string): readonly string[] {
  return [...source.matchAll(/"([^"\n]*)"/g)].map(([, text]) => text!.replace(/%\w/g, GAP));
}

function wordsOf(text: string): TextWords {
  return text.split(/\s+/).flatMap((word) => (word.includes(GAP) ? [GAP] : bare(word)));
}

/** Without what stands around a word. */
function bare(word: string): readonly string[] {
  const inner = word.replace(/^[^\p{L}\p{N}-]+|[^\p{L}\p{N}]+$/gu, '');
  return inner === '' ? [] : [inner];
}

/**
 * Whether one of the texts can become `shown`, or hold it: its own words stand in `shown` in their order, and at least a
 * third of `shown` is such words, three of them if it has as many.
 */
export function isPrinted(shown: string, texts: readonly TextWords[]): boolean {
  const words = shown.split(/\s+/).flatMap(bare);
  const needed = Math.min(words.length, Math.max(3, Math.ceil(words.length / 3)));
  const candidates = texts.filter((text) => words.filter((word) => text.includes(word)).length >= needed);
  return candidates.some((text) => text.some((_, start) => ownWords(words, text.slice(start)) >= needed));
}

/** How many of the words are the text's own where it begins with them; less than none where it does not. */
function ownWords(words: readonly string[], text: TextWords): number {
  // By the number of text words that were used up, the best so far.
  let best = new Map([[0, 0]]);
  for (const word of words) {
    const next = new Map<number, number>();
    const reach = (at: number, own: number) => next.set(at, Math.max(own, next.get(at) ?? 0));
    for (const [at, own] of best) {
      if (text[at] === word) reach(at + 1, own + 1);
      // A gap takes the word, and perhaps those behind it.
      if (text[at] === GAP) for (const end of [at, at + 1]) reach(end, own);
      if (text[at] === GAP && text[at + 1] === word) reach(at + 2, own + 1);
    }
    best = next;
  }
  return Math.max(-1, ...best.values());
}
