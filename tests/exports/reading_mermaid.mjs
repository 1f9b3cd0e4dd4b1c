// Reads a flowchart from stdin with Mermaid itself and prints what it understood: ids with their words, and arrows.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const here = createRequire(process.cwd() + '/here.cjs');
const load = (name) => import(pathToFileURL(here.resolve(name)));

const { JSDOM } = await load('jsdom');
globalThis.window = new JSDOM('').window;
globalThis.document = globalThis.window.document;
const { default: mermaid } = await load('mermaid');

if (process.argv[2] !== 'only-see-whether-it-loads') {
  mermaid.initialize({ maxEdges: 100000, maxTextSize: 10000000 });
  const text = readFileSync(0, 'utf8');
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const nodes = [...db.getVertices().values()].map((node) => [node.id, node.text]);
  const arrows = db.getEdges().map((arrow) => [arrow.start, arrow.end, arrow.text]);
  console.log(JSON.stringify({ nodes, arrows }));
}
