// The front desk: suggestions while you type, keys, a hand-over without leaving the page, and a screen that empties itself.
// Nothing is stored; what is typed is sent only in the body of a request.
(() => {
  'use strict';
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const DESK = '/disk';
  const PAUSE = 180;             // milliseconds without typing before asking
  const atDesk = location.pathname === DESK;
  const picked = new Set();      // ids of the ticked services; only in memory
  let kept = null;               // the desk's own <main> while a hand-over or a plan is shown
  let asked = '';                // what the suggestions on the screen answer
  let waiting = null;
  let timer = 0;

  // ---------------------------------------------------------------- asking

  const fields = (form, action) => {
    const data = new URLSearchParams();
    new FormData(form).forEach((value, name) => { if (name !== 'id' && name !== 'paper') data.append(name, value); });
    if (form.matches('#desk') || kept) picked.forEach((id) => data.append('id', id));
    else $$('input[name=id]', form).forEach((box) => { if (box.type === 'hidden' || box.checked) data.append('id', box.value); });
    if (action) data.append('z', action);
    return data;
  };

  const told = (form) => {
    const data = fields(form);
    data.delete('id');
    return data.toString();
  };

  const fetched = async (body) => {
    if (waiting) waiting.abort();
    const mine = waiting = new AbortController();
    const limit = setTimeout(() => mine.abort('slow'), 8000);
    try {
      const response = await fetch(DESK, {
        method: 'POST', body, signal: mine.signal,
        credentials: 'omit', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer',
      });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const main = $('main', page);
      if (!response.ok || !main) throw new Error('refused');
      return document.adoptNode(main);
    } finally {
      clearTimeout(limit);
      if (waiting === mine) waiting = null;
    }
  };

  const say = (text) => {
    const live = $('#live');
    if (live && live.textContent !== text) live.textContent = text || '';
  };

  const complain = (found) => {
    const note = $('.fault', found) || document.createElement('p');
    note.className = 'note fault';
    note.textContent = found.dataset.fault;
    found.prepend(note);
    say(found.dataset.fault);
  };

  const update = async () => {
    clearTimeout(timer);
    const form = $('#desk');
    const found = $('#found');
    if (!form || !found) return;
    const now = told(form);
    if (now === asked) return;
    const before = asked;
    asked = now;
    try {
      const main = await fetched(fields(form));
      found.replaceChildren(...$('#found', main).childNodes);
      found.scrollTop = 0;
      ticks();
      say(main.dataset.say);
    } catch (error) {
      if (error && error.name === 'AbortError') return;
      asked = before;
      complain(found);
    }
  };

  // Whatever changed the form (keys, a chosen kommun, a tick): look, and ask when it is another question than before.
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(update, PAUSE);
  };
  ['input', 'change', 'click', 'keyup', 'focusout'].forEach((kind) => document.addEventListener(kind, (event) => {
    if ($('#desk') && event.target.closest && event.target.closest('#desk')) soon();
  }));

  // ---------------------------------------------------------------- ticks

  const ticks = () => {
    $$('main input[type=checkbox][name=id]').forEach((box) => { box.checked = picked.has(box.value); });
    const bar = $('[data-count]');
    if (!bar) return;
    const { none, one, many, most } = bar.dataset;
    bar.textContent = picked.size === 0 ? none : picked.size === 1 ? one : many.replace('#', picked.size);
    $('[data-toomany]').hidden = picked.size <= Number(most);
  };

  document.addEventListener('change', (event) => {
    const box = event.target;
    if (box.name !== 'id' || box.type !== 'checkbox') return;
    if (box.checked) picked.add(box.value);
    else picked.delete(box.value);
    ticks();
    say($('[data-count]').textContent);
  });

  document.addEventListener('keydown', (event) => {
    if (!['ArrowDown', 'ArrowUp'].includes(event.key) || event.target.name !== 'id') return;
    const boxes = $$('main input[type=checkbox][name=id]');
    const next = boxes[boxes.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1)];
    event.preventDefault();
    if (next) next.focus();
  });

  // ---------------------------------------------------------------- another screen, the same address

  const show = (main) => {
    $('main').replaceWith(main);
    ready();
    ticks();
    scrollTo(0, 0);
    ($('[data-focus]', main) || main).focus({ preventScroll: true });
    say(main.dataset.say);
  };

  const plain = (form, action) => {
    const extra = document.createElement('input');
    extra.type = 'hidden';
    extra.name = 'z';
    extra.value = action;
    form.append(extra);
    HTMLFormElement.prototype.submit.call(form);
  };

  const go = async (form, action) => {
    const old = $('main');
    try {
      const main = await fetched(fields(form, action));
      if (old.contains($('#desk'))) kept = old;
      show(main);
    } catch (error) {
      if (error && error.name === 'AbortError') return;
      plain(form, action);
    }
  };

  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!form.closest('[data-desk]') || event.defaultPrevented) return;
    event.preventDefault();
    const action = event.submitter ? event.submitter.value : '';
    if (action === 'b' && kept) {
      show(kept);
      kept = null;
    } else if (action || !form.matches('#desk')) {
      go(form, action);
    } else {
      await update();
      const first = $('#found input[name=id]') || $('#found h2');
      if (first) first.focus();
    }
  });

  // ---------------------------------------------------------------- keys, printing, copying, turning the screen

  document.addEventListener('keydown', (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || $('dialog[open]')) return;
    const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace('Key', '').toLowerCase();
    const target = letter.length === 1 && $(`main [data-key="${letter}"]`);
    if (!target || target.hidden) return;
    event.preventDefault();
    if (target.matches('input')) target.select();
    if (target.matches('input')) target.focus();
    else target.click();
  });

  const copy = async (button) => {
    const area = document.getElementById(button.dataset.copy);
    area.focus();
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
    } catch (_) {
      if (!document.execCommand('copy')) return;      // the text stays selected, ready to be copied by hand
    }
    say(button.dataset.done);
    button.textContent = button.dataset.done;
  };

  document.addEventListener('click', (event) => {
    const at = (selector) => event.target.closest(selector);
    if (at('[data-print]')) print();
    else if (at('[data-copy]')) copy(at('[data-copy]'));
    else if (at('[data-turn]')) at('[data-turn]').setAttribute('aria-pressed', String(document.body.classList.toggle('turned')));
  });

  // ---------------------------------------------------------------- a new person, and two idle minutes

  const clear = () => {
    if (waiting) waiting.abort();
    clearTimeout(timer);
    picked.clear();
    kept = null;
    $$('main, #live').forEach((part) => part.replaceChildren());
    location.replace(DESK);
  };

  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-new]')) return;
    event.preventDefault();
    clear();
  });

  let touched = false;           // someone has done something since the desk was emptied
  let latest = Date.now();
  const warning = () => $('dialog[data-idle]');
  const active = (event) => {
    touched = true;
    const box = warning();
    if (box && box.open) {
      if (event.target.closest && event.target.closest('[data-new]')) return;
      box.close();
    }
    latest = Date.now();
  };
  const look = () => {
    if (!touched) return;
    const box = warning() || idle;
    const left = Math.ceil(Number(box.dataset.idle) - (Date.now() - latest) / 1000);
    if (left <= 0) return clear();
    if (left > Number(box.dataset.warn)) return undefined;
    if (!box.isConnected) $('main').append(box);
    $('[data-left]', box).textContent = left;
    if (!box.open) box.showModal();
    return undefined;
  };

  // ---------------------------------------------------------------- starting

  const ready = () => $$('[data-turn], [data-print], [data-copy]').forEach((part) => {
    part.hidden = false;
    if ('turn' in part.dataset) part.setAttribute('aria-pressed', String(document.body.classList.contains('turned')));
  });

  const idle = warning();
  ready();
  if (!atDesk) return;
  $$('main input[name=id]').forEach((box) => { if (box.type === 'hidden' || box.checked) picked.add(box.value); });
  touched = picked.size > 0 || Boolean($('main [data-told]'));
  if ($('#desk')) asked = told($('#desk'));
  ['pointerdown', 'click', 'keydown', 'input', 'wheel', 'touchstart', 'scroll'].forEach((kind) => {
    document.addEventListener(kind, active, { capture: true, passive: true });
  });
  setInterval(look, 1000);
  document.addEventListener('visibilitychange', look);
  addEventListener('pageshow', (event) => { if (event.persisted) location.replace(DESK); });
  const first = $('[data-first]');
  if (first && matchMedia('(min-width: 60em)').matches) first.focus({ preventScroll: true });
})();
