// Makes the forms work without reloading: one address, one history entry, nothing stored. Without it they just post.
(() => {
  'use strict';
  const $ = (selector, root = document) => root.querySelector(selector);
  const PATIENCE = 8000;
  const earlier = [];          // screens to go back to from the pages beside the conversation; only in memory
  let waiting = null;          // the request under way
  let names = null;            // the names of the kommuner, fetched once when they are first needed

  // ---------------------------------------------------------------- leaving

  const wipe = () => {
    earlier.length = 0;
    if (waiting) waiting.abort();
    document.querySelectorAll('main, #live').forEach((part) => part.replaceChildren());
  };

  const leave = (address) => {
    wipe();
    document.body.replaceChildren();
    location.replace(address);
  };

  document.addEventListener('click', (event) => {
    const exit = event.target.closest('[data-exit]');
    if (!exit) return;
    event.preventDefault();
    leave(exit.href);
  }, true);

  // Shift three times within five seconds, each pressed and let go without another key between.
  let presses = [];
  let alone = false;
  document.addEventListener('keydown', (event) => {
    alone = event.key === 'Shift' && (alone || !event.repeat);
    if (event.key !== 'Shift') presses = [];
  }, true);
  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !alone) return;
    alone = false;
    const now = Date.now();
    presses = presses.filter((time) => now - time < 5000).concat(now);
    if (presses.length > 2) leave($('[data-exit]').href);
  }, true);

  addEventListener('pagehide', wipe);
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.replace($('.brand a').href);
  });

  // ---------------------------------------------------------------- showing a screen

  const focusOn = (main, anchor) => {
    const target = (anchor && main.ownerDocument.getElementById(anchor)) || $('[data-focus]', main) || main;
    scrollTo(0, 0);
    target.focus({ preventScroll: true });
    if (anchor || target.getBoundingClientRect().top > innerHeight / 2) target.scrollIntoView();
  };

  const show = (main, anchor) => {
    const old = $('main');
    main.classList.add('in');
    old.replaceWith(main);
    focusOn(main, anchor);
    $('#live').textContent = main.dataset.say || '';
    prepare(main);
  };

  const fetched = async (address, body) => {
    if (waiting) waiting.abort();
    const mine = waiting = new AbortController();
    const timer = setTimeout(() => mine.abort('slow'), PATIENCE);
    try {
      const response = await fetch(address, {
        method: body ? 'POST' : 'GET', body, signal: mine.signal,
        credentials: 'omit', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer',
      });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const main = $('main', page);
      if (!main) throw new Error('no main');
      return { main: document.adoptNode(main), ok: response.ok };
    } finally {
      clearTimeout(timer);
      if (waiting === mine) waiting = null;
    }
  };

  // ---------------------------------------------------------------- forms

  const fields = (form, button) => {
    const data = new URLSearchParams();
    new FormData(form).forEach((value, name) => data.append(name, value));
    if (button && button.name) data.append(button.name, button.value);
    return data;
  };

  // The plain way: the browser posts the form itself. Nothing typed is lost, since the form is still there.
  const post = (form, button) => {
    if (button && button.name) {
      const extra = document.createElement('input');
      extra.type = 'hidden';
      extra.name = button.name;
      extra.value = button.value;
      form.append(extra);
    }
    HTMLFormElement.prototype.submit.call(form);
  };

  const complain = (main) => {
    const note = document.createElement('div');
    note.className = 'note';
    note.tabIndex = -1;
    note.append(...main.querySelectorAll('h1, .lead'));
    note.querySelectorAll('[id]').forEach((part) => part.removeAttribute('id'));
    const old = $('main > .note[tabindex]');
    if (old) old.remove();
    $('main').prepend(note);
    scrollTo(0, 0);
    note.focus();
  };

  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!('step' in form.dataset) || event.defaultPrevented) return;
    event.preventDefault();
    const button = event.submitter;
    try {
      const { main, ok } = await fetched(form.action, fields(form, button));
      if (ok) {
        earlier.length = 0;
        show(main);
      } else {
        complain(main);
      }
    } catch (error) {
      if (error && error.name === 'AbortError') return;
      post(form, button);
    }
  });

  // ---------------------------------------------------------------- pages beside the conversation

  document.addEventListener('click', async (event) => {
    const link = event.target.closest('a[data-inner], a[data-back]');
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if ('back' in link.dataset && earlier.length) {
      show(earlier.pop());
      return;
    }
    const to = new URL(link.href);
    try {
      const { main } = await fetched(to.pathname + to.search);
      if (to.pathname === '/') earlier.length = 0;
      else earlier.push($('main'));
      if (earlier.length > 1) earlier.length = 1;
      show(main, to.hash.slice(1));
    } catch (error) {
      if (error && error.name === 'AbortError') return;
      location.assign(link.href);
    }
  });

  // Links within a page must not make a history entry.
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.scrollIntoView();
  });

  // ---------------------------------------------------------------- the kommun field

  const plain = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').trim();

  const matching = (typed) => {
    const asked = plain(typed);
    if (!asked || !names || names.includes(typed.trim())) return [];
    const starts = names.filter((name) => plain(name).startsWith(asked));
    return starts.concat(names.filter((name) => plain(name).includes(asked) && !starts.includes(name))).slice(0, 5);
  };

  const place = (input) => {
    const list = document.createElement('ul');
    list.id = 'places';
    list.role = 'listbox';
    list.setAttribute('aria-label', $('label', input.parentNode).textContent);
    list.hidden = true;
    input.after(list);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', 'places');
    let at = -1;

    const close = () => {
      at = -1;
      list.hidden = true;
      list.replaceChildren();
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    };
    const pick = (name) => {
      input.value = name;
      close();
      input.focus();
    };
    const mark = (to) => {
      at = to;
      [...list.children].forEach((item, index) => item.setAttribute('aria-selected', String(index === at)));
      if (at < 0) input.removeAttribute('aria-activedescendant');
      else input.setAttribute('aria-activedescendant', list.children[at].id);
    };
    const open = () => {
      close();
      matching(input.value).forEach((name, index) => {
        const item = document.createElement('li');
        item.id = 'p' + index;
        item.role = 'option';
        item.textContent = name;
        item.setAttribute('aria-selected', 'false');
        item.addEventListener('pointerdown', (event) => event.preventDefault());
        item.addEventListener('click', () => pick(name));
        list.append(item);
      });
      list.hidden = !list.children.length;
      input.setAttribute('aria-expanded', String(!list.hidden));
    };

    close();
    input.addEventListener('input', open);
    input.addEventListener('blur', close);
    input.addEventListener('keydown', (event) => {
      const count = list.children.length;
      if (!count) return;
      if (event.key === 'ArrowDown') mark((at + 1) % count);
      else if (event.key === 'ArrowUp') mark(at < 1 ? count - 1 : at - 1);
      else if (event.key === 'Enter' && at >= 0) pick(list.children[at].textContent);
      else if (event.key === 'Escape') close();
      else return;
      event.preventDefault();
    });
  };

  const prepare = (main) => {
    const input = $('[data-places]', main);
    if (!input || input.role) return;
    place(input);
    if (names) return;
    fetch(input.dataset.places, { credentials: 'omit', referrerPolicy: 'no-referrer' })
      .then((response) => (response.ok ? response.text() : ''))
      .then((text) => { names = text ? text.split('\n') : null; })
      .catch(() => {});
  };

  prepare($('main'));
})();
