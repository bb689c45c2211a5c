// Answers as JSON on stdin -> MDN's own verdict of each, as JSON on stdout. No network: the answers are given.
// A list of hosts that browsers preload is not part of the package; an empty one is put in its place, so that no
// bonus is given for it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = dirname(createRequire(import.meta.url).resolve('@mdn/mdn-http-observatory/package.json'));
mkdirSync(join(root, 'conf'), { recursive: true });
writeFileSync(join(root, 'conf', 'hsts-preload.json'), '{}');
const part = (name) => import(pathToFileURL(join(root, 'src', name)).href);
const { ALL_TESTS, ALGORITHM_VERSION } = await part('constants.js');
const { getGradeForScore, getScoreModifier } = await part('grader/grader.js');
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await part('grader/charts.js');
const { parseHttpEquivHeaders } = await part('retriever/utils.js');
const { Requests } = await part('types.js');
const { AxiosHeaders } = await import('axios');

const HOME = 'hittastod.example';

const response = ({ status, headers, body }) => ({
  headers: new AxiosHeaders(headers),
  request: { headers: new AxiosHeaders() },
  status,
  statusText: '',
  verified: true,
  data: body,
  config: { headers: new AxiosHeaders() },
});

// What stands in front sends http to https, as the guide for those who run the site says.
const chain = [{ url: new URL(`http://${HOME}/`), status: 301 }, { url: new URL(`https://${HOME}/`), status: 200 }];

const grade = (answer) => {
  const seen = new Requests(HOME);
  seen.resources.path = answer.html ? answer.body : '';
  for (const name of ['auto', 'cors', 'http', 'https']) seen.responses[name] = response(answer);
  seen.session = { url: new URL(`https://${HOME}/`) };
  seen.responses.httpRedirects = chain;
  seen.responses.httpsRedirects = chain.slice(1);
  seen.responses.auto.httpEquiv = answer.html ? parseHttpEquivHeaders(answer.body, `https://${HOME}/`) : new Map();
  const results = ALL_TESTS.map((test) => test(seen));
  const marks = results.map((result) => getScoreModifier(result.result));
  const base = 100 + marks.filter((mark) => mark < 0).reduce((sum, mark) => sum + mark, 0);
  const raw = base >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? 100 + marks.reduce((sum, mark) => sum + mark, 0) : base;
  return {
    name: answer.name,
    score: raw,
    grade: getGradeForScore(raw).grade,
    passed: results.filter((result) => result.pass).length,
    of: results.length,
    algorithm: ALGORITHM_VERSION,
    results: results.map((result) => result.result),
  };
};

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(grade)));
