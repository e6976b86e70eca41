// The test page of Websites: says what the visitor decided, and shows what the hidden fields hold.
'use strict';
(() => {
  const words = {
    true: 'Agreed: kept in the cookie _ll of this site.',
    false: 'Refused: everything that was kept or filled is forgotten.',
  };
  document.querySelectorAll('[data-consent-said]').forEach(button => button.addEventListener('click', () => {
    const said = button.dataset.consentSaid;
    (window.leadloop = window.leadloop || []).push(said === 'true');
    document.getElementById('consent-state').textContent = words[said];
  }));
  setInterval(() => document.querySelectorAll('[data-shows]').forEach(shown => {
    shown.textContent = document.forms['landing-form'].elements[shown.dataset.shows].value;
  }), 300);
})();
