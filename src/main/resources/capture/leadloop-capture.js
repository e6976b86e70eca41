// leadloop-capture: keeps the click ids of ads on one's own website, with consent only, and fills them into forms. Options stand
// on the script's tag, see docs/capture.md. ES2017, no dependency, one global: leadloop. Served by CaptureScript without comments
// and spaces and with the names below shortened, at most 3 kB gzipped. o = options, it = whatever comes, v = a value.
// Shortened, those between / to the same letter, as they never meet:
// Shortened: it all kept quiet kinds touch/inside encode values kind/each state take/more/news/was/decided decode query asked merge
// valueOf began filled said list bare bad dated key busy read from/old/ics/root/before stored store save pairs fields
// one/raw/part fill fillAll send queue click
(() => {
  const w = window, d = document, l = location, queue = w.leadloop || [];
  // Loaded twice: the first one goes on.
  if (queue.scan) return queue.scan();
  const o = (d.currentScript || 0).dataset || {};
  const list = t => (t || '').split(/[\s,]+/).filter(it => it);
  const quiet = (f, or) => { try { return f() } catch (it) { return or } };
  const decode = t => quiet(() => decodeURIComponent(t), t), encode = encodeURIComponent;

  // Parameters, cookies and fields, without _ in front and in small letters; behind = the kind where it is another word. With _ in
  // front: cookies only, as an address may hold the word for something else.
  const pairs = t => new Map(list(t).map(it => it.split('=')).map(it => [it[0], it[1] || it[0]]));
  const kinds = pairs('gclid gbraid wbraid fbclid fbc fbp ttclid ttp oppref msclkid li_fat_id rdt_cid epik twclid qclid tblci ndclid sccid=sc_click_id scclid=sc_click_id gcl_aw=gclid gcl_gb=wbraid gcl_ag=gbraid fpgclaw=gclid uetmsclkid=msclkid zc_gad=gclid _scid=sc_cookie1 rdt_uuid obref _ga=ga_client_id');
  // Not the ids of a browser that say nothing without a click: nobody is asked for a reference for them alone, and none pushes a
  // click out of the one field.
  const click = it => !/[ku]i|ob|a_/.test(it);
  const fields = pairs(o.fields), bare = n => n.toLowerCase().replace(/^[ _]+/, '').replace(/^gac_.*/, 'gcl_aw');
  // Words of broken tags, macros that nobody filled in, and what is too long: refused, never cut.
  const bad = /^(|null|undefined|nan|none|true|false|0|-|\(?not set\)?|.*[{}<>\s[\]].*|.{1001,})$/i;
  // The platforms' cookies that hold the time of the click, in seconds, and Microsoft's, Analytics' and X's, which are unwrapped only.
  const dated = /^(?:(?:GCL|1)\.(\d{10})\.([\w-]+)|2\.1\.k([\w-]+)\$i(\d{10})|fb\.\d\.(\d{10}).+|(?:_uet|GA\d\.\d\.|.*"twclid":")([\w.-]+))/;
  const began = new Date(), filled = new Map();
  let kept, said, by, state, key, tcf, busy;

  // What this visit's addresses and the cookies say. The page's first address is known also after a router changed it, and the
  // page before, of the same site, is known too where nothing could be stored there.
  const read = () => {
    const ids = {}, touch = {}, from = quiet(() => new URL(d.referrer), l);
    const take = at => it => {
      const [name, ...raw] = it.split('='), n = bare(name), v = decode(raw.join('=')), kind = kinds.get(n) || kinds.get(at || name);
      if (at && v && /^utm_/.test(n)) touch[n] = v.replace(/\+/g, ' ');
      const x = dated.exec(v) || (/gcl_|law|uet|^ga$/.test(n) ? [, , ' '] : []), id = x[2] || x[3] || x[6] || v, t = +(x[1] || x[4] || x[5] || at);
      if (!kind || bad.test(id)) return;
      if (at) touch[kind] = id;
      if (!ids[kind] || ids[kind][1] <= t) ids[kind] = [id, t];
    };
    d.cookie.split('; ').forEach(take(0));
    [from.host == l.host && d.referrer, (performance.getEntriesByType('navigation')[0] || 0).name, l.href].forEach(it => (it + '').split(/[?&#]/).slice(1).forEach(take(began / 1e3 | 0)));
    return [ids, touch, from.host];
  };

  // Where it rests: a cookie on the registrable domain (a browser takes it for nothing above), else localStorage.
  const stored = () => (/\b_ll=([^;]+)/.exec(d.cookie) || [])[1] || quiet(() => localStorage._ll);
  const store = v => l.hostname.split('.').map((it, i, all) => all.slice(i).join('.')).reverse().concat('').some(it => {
    d.cookie = `_ll=${v};path=/;max-age=${v ? 7776e3 : 0};domain=${it}`;
    return v && stored() == v;
  }) || quiet(() => { v ? localStorage._ll = v : delete localStorage._ll });
  const save = () => store(encode(JSON.stringify(kept)));

  // The newest id of each kind; one that is known keeps its time. This visit's address is newer than any cookie.
  const merge = ([ids, touch, host]) => {
    const old = kept.last || 0;
    let news = !old;
    for (const it in ids) {
      const is = kept.ids[it];
      if (!is || is[0] != ids[it][0] && is[1] <= ids[it][1]) {
        kept.ids[it] = ids[it];
        kept.ref = '';
        news = 1;
      }
    }
    if (!old || Object.keys(touch).some(it => touch[it] != old[it])) {
      news = 1;
      kept.last = Object.assign(touch, { landing_page: l.origin + l.pathname, referrer: host == l.host ? '' : host, click_time: began.toISOString() });
      kept.first = kept.first || touch;
    }
    if (news) save();
  };

  // 1 granted, -1 refused, 0 nobody has decided yet: a default that denies is no refusal.
  const asked = {
    google: () => {
      const ics = (w.google_tag_data || 0).ics, now = {}, all = ['ad_storage', 'ad_user_data'];
      let decided = ics && ics.usedUpdate;
      if (ics) all.forEach(it => { now[it] = ' gd'[ics.getConsentState(it)] });
      else w.dataLayer.forEach(it => {
        if (it[0] != 'consent' || it[2].region) return;
        all.forEach(k => { if (it[2][k]) now[k] = it[2][k][0] });
        decided = decided || it[1] == 'update';
      });
      return all.some(it => now[it] == 'd') ? decided ? -1 : 0 : now.ad_storage == 'g';
    },
    // Purposes 1 (store on the device) and 7 (measure ads).
    tcf: () => {
      if (tcf == null) w.__tcfapi('addEventListener', 2, (it, ok) => {
        if (ok) tcf = it.gdprApplies === false ? 1 : /^(tc|usera)/.test(it.eventStatus) ? it.purpose.consents[1] && it.purpose.consents[7] ? 1 : -1 : tcf;
      });
      return tcf = tcf || 0;
    },
    cookiebot: () => w.Cookiebot.consent.marketing || -w.Cookiebot.hasResponse,
    onetrust: () => `,${w.OnetrustActiveGroups},`.includes(`,${o.group || 'C0004'},`) || -w.OneTrust.IsAlertBoxClosed(),
    usercentrics: () => {
      const all = w.UC_UI.getServicesBaseInfo().filter(it => it.categorySlug == 'marketing');
      return w.UC_UI.isInitialized() && all[0] && (all.every(it => it.consent.status) || -!w.UC_UI.isConsentRequired());
    }
  };
  const consents = () => {
    by = o.consent || 'call';
    if (said || by == 'given') return said || 1;
    let all = 0;
    for (const it in asked) {
      const one = (!o.consent || o.consent == it) && +quiet(asked[it]);
      if (one && all >= 0) all = one, by = it;
    }
    return all;
  };

  const query = (names, all) => names.map(it => it + '=' + encode(all[it])).join('&');
  // What a field may ask for by its name. Without LeadLoop's answer the one field holds the ids themselves.
  const values = () => {
    const all = {}, { first, last, ids = {}, ref } = kept || {};
    for (const it in first) all['first_' + it] = first[it];
    Object.assign(all, last);
    for (const it in ids) all[it] = ids[it][0];
    const part = query(Object.keys(ids).filter(click), all);
    all.ll_ref = ref || (part[255] ? '' : part);
    return all;
  };
  const valueOf = (all, n) => {
    const last = bare(/([^[\]/.]*)\]?$/.exec(n || '')[1]);
    return all[fields.get(n) || kinds.get(last) || last];
  };
  const set = (e, v) => {
    e.value = v;
    ['input', 'change'].forEach(it => e.dispatchEvent(new Event(it, { bubbles: true })));
  };
  const fill = (root, all) => {
    const more = Object.keys(all).filter(it => all[it] && !/^first/.test(it)), each = (what, f) => root.querySelectorAll(what).forEach(f);
    each('input', e => {
      const v = valueOf(all, e.dataset.leadloop) || valueOf(all, e.name) || valueOf(all, e.id);
      // A hidden value that a page's cache brought is another visitor's; what somebody typed is theirs.
      if (v && v != e.value && (e.type == 'hidden' || !e.value || e.value == filled.get(e))) set(e, v, filled.set(e, v));
    });
    // Typeform's embed takes them from its element, other frames by their address.
    each('[data-tf-live],[data-tf-widget],[data-tf-popup],[data-tf-slider],[data-tf-popover],[data-tf-sidetab]', e => { e.dataset.tfHidden = more.map(it => it + '=' + all[it].replace(/,/g, '\\,')).join() });
    each('iframe', e => {
      const inside = quiet(() => e.contentDocument), part = e.dataset.leadloop || /typeform\.com\/to/.test(e.src) && 'hash';
      if (inside) fill(inside, all);
      else if (part && more[0] && !filled.has(e)) {
        filled.set(e, 1);
        const to = new URL(e.src);
        to[part] += '&' + query(more, all);
        e.src = to;
        // A new part behind # alone loads nothing.
        e.replaceWith(e);
      }
    });
  };
  const fillAll = () => {
    const all = values();
    fill(d, all);
    quiet(() => (w.HubSpotFormsV4 || w.HubspotFormsV4).getForms().forEach(f => f.getFormFieldValues().then(its => its.forEach(it => {
      const v = valueOf(all, it.name);
      if (v && v != it.value) f.setFieldValue(it.name, v);
    }))));
    quiet(() => w.MktoForms2.allForms().forEach(f => [...fields.keys(), ...Object.keys(f.vals())].forEach(it => {
      const v = valueOf(all, it);
      if (v && f.vals()[it] != v) f.addHiddenFields({ [it]: v });
    })));
  };

  // One request for each set of ids, and none for a browser alone; without an answer the next page tries again.
  const send = () => {
    if (o.endpoint && !busy && !kept.ref && Object.keys(kept.ids).some(click)) busy = fetch(o.endpoint, { method: 'POST', keepalive: true, body: JSON.stringify({ visit: kept, consent: by, now: Date.now() }) })
      .then(it => it.json()).then(it => { if (state > 0 && it.reference) {
        kept.ref = it.reference;
        busy = 0;
        save();
      } }).catch(() => 0);
  };
  const scan = () => {
    const before = key, was = state;
    state = consents();
    key = state + l.href + d.cookie;
    if (state < 0 && was != state) {
      kept = 0;
      store('');
      filled.forEach((v, e) => { if (e.value == v) set(e, '') });
    }
    if (state < 1) return;
    if (key != before) {
      kept = quiet(() => JSON.parse(decode(stored()))) || kept || { ids: {} };
      merge(read());
    } else {
      send();
    }
    fillAll();
  };
  // To another domain of the same owner the ids go in the link.
  const link = href => {
    const to = new URL(href, l);
    if (kept && to.host != l.host && list(o.domains).some(it => ('.' + to.hostname).endsWith('.' + it))) to.search += '&' + query(Object.keys(kept.ids).filter(it => !to.searchParams.has(it)), values());
    return to.href;
  };
  w.leadloop = { scan, link, get: values, push: it => {
    said = it ? 1 : -1;
    scan();
  } };
  [...queue].forEach(w.leadloop.push);
  d.addEventListener('submit', scan, true);
  d.addEventListener('click', it => {
    const a = it.target.closest('a[href]');
    scan();
    if (a && a.href != link(a.href)) a.href = link(a.href);
  }, true);
  setInterval(scan, 500);
  scan();
})();
