import { PATHS, withQuery } from "@/server/platform/web/addresses";

/** Leaves the signed-in pages: deletes the cookie and loads a page that confirms the act. */
export function leaveSite(done: "everywhere" | "deleted"): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = PATHS.signOut;
  const to = document.createElement("input");
  to.type = "hidden";
  to.name = "to";
  to.value = withQuery(PATHS.signIn, { done });
  form.append(to);
  document.body.append(form);
  form.submit();
}
