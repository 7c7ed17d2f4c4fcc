// Forms of filters: sent when a value changes, and without the empty values, so that addresses stay short.

const clean = (form) => {
  for (const field of form.querySelectorAll('[name]')) field.disabled = field.value.trim() === '';
};

for (const form of document.querySelectorAll('form[data-submit-on-change]')) {
  form.addEventListener('submit', () => clean(form));
  form.addEventListener('change', () => {
    clean(form);
    form.submit();
  });
}

// Coming back with the browser's button finds the form as it was sent: open it again.
window.addEventListener('pageshow', () => {
  for (const field of document.querySelectorAll('form.filters [name]')) field.disabled = false;
});

document.addEventListener('htmx:configRequest', (event) => {
  const parameters = event.detail.parameters;
  for (const name of Object.keys(parameters)) if (String(parameters[name]).trim() === '') delete parameters[name];
});
// An error page is shown whole: what is wrong stands there.
document.addEventListener('htmx:responseError', (event) => {
  window.location.assign(event.detail.pathInfo.finalRequestPath);
});
