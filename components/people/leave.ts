/** Leaves the site as the one who was signed in: the cookie goes, and a fresh page says what was done. */
export function leave(done: "everywhere" | "deleted"): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/api/sign-out";
  const to = document.createElement("input");
  to.type = "hidden";
  to.name = "to";
  to.value = `/sign-in?done=${done}`;
  form.append(to);
  document.body.append(form);
  form.submit();
}
