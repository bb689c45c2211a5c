// Lighthouse on each kind of page, as a phone. The conversation is at one address and reached by POST: there a step is
// pressed first, and the screen is audited as a snapshot (accessibility) without loading it anew.
import { startFlow, default as lighthouse } from 'lighthouse';
import puppeteer from 'puppeteer-core';

const home = process.argv[2];
const browser = await puppeteer.launch({
  executablePath: process.env.CHROME_PATH || '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run'],
});
const pages = {
  'start (and its question)': '', 'service': 'stod/mind-sjalvmordslinjen', 'menu': 'meny/K%C3%B6ping',
  'crisis page': 'akut', 'about': 'om', 'accessibility': 'tillganglighet',
};
const score = (result, id) => Math.round(100 * (result.categories[id]?.score ?? NaN));
const line = (what, ...rest) => console.log(what.padEnd(34), ...rest.map((each) => String(each).padStart(14)));
let missed = 0;
const faults = (result) => Object.values(result.audits)
  .filter((audit) => audit.score === 0 && result.categories.accessibility.auditRefs.some((ref) => ref.id === audit.id))
  .map((audit) => `${audit.id}: ${(audit.details?.items ?? []).map((item) => item.node?.snippet).join(' ')}`);

line('page', 'accessibility', 'performance', 'best practice', 'LCP');
for (const [what, path] of Object.entries(pages)) {
  const page = await browser.newPage();
  const { lhr } = await lighthouse(home + path, { onlyCategories: ['accessibility', 'performance', 'best-practices'] }, undefined, page);
  const [access, speed] = [score(lhr, 'accessibility'), score(lhr, 'performance')];
  line(what, access, speed, score(lhr, 'best-practices'), lhr.audits['largest-contentful-paint'].displayValue, faults(lhr).join(' '));
  missed += access < 100 || speed < 95;
  await page.close();
}

const page = await browser.newPage();
const flow = await startFlow(page);
await flow.navigate(home);
const press = async (selector) => {
  await page.evaluate(() => { document.querySelector('main').dataset.old = '1'; });
  await page.click(selector);
  await page.waitForSelector('main:not([data-old])');
  await page.evaluate(() => scrollTo(0, 0)); // what lies under the sticky bar while scrolled is not too small
};
await press('form.ask .skips button');
await flow.snapshot({ name: 'a question after a step' });
await press('.ways .show');
await flow.snapshot({ name: 'results' });
await press('.result .more');
await flow.snapshot({ name: 'service in the conversation' });
for (const step of (await flow.createFlowResult()).steps.slice(1)) {
  const access = score(step.lhr, 'accessibility');
  line(step.name, access, '(snapshot)', score(step.lhr, 'best-practices'), '', faults(step.lhr).join(' '));
  missed += access < 100;
}
await browser.close();
process.exit(missed ? 1 : 0);
