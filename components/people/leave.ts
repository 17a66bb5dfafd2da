/** Leaves the signed-in pages: deletes the cookie and loads a page that confirms the act. */
export function leaveSite(done: "everywhere" | "deleted"): void {
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
