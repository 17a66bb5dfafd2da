/**
 * The script of the bookmark. It opens the page that adds papers with the address of the page that is open, its title, and
 * the identifier that publishers write into their pages for search engines.
 * @param add the address of the page that adds papers
 */
export function bookmarkletFor(add: string): string {
  const script = `(()=>{
const say=(...names)=>{for(const name of names){const meta=document.querySelector('meta[name="'+name+'" i]');
if(meta&&meta.content)return meta.content.slice(0,300)}return ''};
const arxiv=say('citation_arxiv_id');
const text=arxiv?'arXiv:'+arxiv:say('citation_doi','prism.doi','bepress_citation_doi','dc.identifier.doi');
const title=say('citation_title','dc.title')||document.title.slice(0,300);
location.href=${JSON.stringify(add)}+'?'+new URLSearchParams({url:location.href.slice(0,2000),text,title});
})()`;
  return `javascript:${encodeURIComponent(script.replaceAll("\n", ""))}`;
}
