import { describe } from "vitest";
import { readsAs } from "@/server/testing/fixtures/pasted";
import { readText } from "./rules";

const D = "doi 10.5555/abc.2024.17";
const SICI = "doi 10.1002/(sici)1097-0000(199901)50:1<12::aid-xyz3>3.0.co;2-q";

describe("DOIs", () => {
  readsAs(readText, [
    ["10.5555/abc.2024.17", D],
    ["10.5555/ABC.2024.17", D],
    ["doi:10.5555/abc.2024.17", D],
    ["DOI: 10.5555/abc.2024.17", D],
    ["doi 10.5555/abc.2024.17", D],
    ["DOI10.5555/abc.2024.17", D],
    ["doi=10.5555/abc.2024.17", D],
    ["info:doi/10.5555/abc.2024.17", D],
    ["urn:doi:10.5555/abc.2024.17", D],
    ["10.5555.10/123", "doi 10.5555.10/123"],
    ["10.5555/456#789", "doi 10.5555/456#789"],
    ["10.5555/a?b", "doi 10.5555/a?b"],
    ["10.5555/a&b;c", "doi 10.5555/a&b;c"],
    ["10.1002/(SICI)1097-0000(199901)50:1<12::AID-XYZ3>3.0.CO;2-Q", SICI],
    ["10.1002/(SICI)1097-0000(199901)50:1&lt;12::AID-XYZ3&gt;3.0.CO;2-Q", SICI],
    ["https://doi.org/10.1002/(SICI)1097-0000(199901)50:1%3C12::AID-XYZ3%3E3.0.CO;2-Q", SICI],
    ["https://doi.org/10.1002/(SICI)1097-0000(199901)50:1<12::AID-XYZ3>3.0.CO;2-Q", SICI],
    ["10.1016/0004-0000(90)90010-9", "doi 10.1016/0004-0000(90)90010-9"],
    ["10.5555/tao.05.25.02(abc)", "doi 10.5555/tao.05.25.02(abc)"],
    ["10.1007/978-3-000-28108-2_19", "doi 10.1007/978-3-000-28108-2_19"],
    [String.raw`10.1007/978-3-000-28108-2\_19`, "doi 10.1007/978-3-000-28108-2_19"],
    ["10.5555%2Fabc.2024.17", D],
    ["10.5555/100%", "doi 10.5555/100%"],
    ["10/abc12", "doi 10/abc12"],
    ["doi:10/abc12", "doi 10/abc12"],
    ["https://doi.org/10/abc12", "doi 10/abc12"],
    ["https://doi.org/abc12", "doi 10/abc12"],
    ["10.26434/chemrxiv-2021-abc-v2", "doi 10.26434/chemrxiv-2021-abc-v2"],
    ["10.21203/rs.3.rs-12345/v1", "doi 10.21203/rs.3.rs-12345/v1"],
    ["10.1101/2021.02.03.123456v2", "doi 10.1101/2021.02.03.123456"],
    ["10.1101/gr.123456.112", "doi 10.1101/gr.123456.112"],
    ["[10.5555/a(b]", "doi 10.5555/a(b"],
    ["10.5555 / abc.2024.17", D],
    ["https://doi.org/10.5555/=\nabc.2024.17", D],
    ["10.5555/a,10.5555/b", "doi 10.5555/a, doi 10.5555/b"],
    ["10.5555/a; 10.5555/b", "doi 10.5555/a, doi 10.5555/b"],
    ["10.5555/a 10.5555/A", "doi 10.5555/a"],
  ]);
});

describe("DOIs that are none", () => {
  readsAs(readText, [
    ["doi:10.123/abc", "refused malformed"],
    ["https://doi.org/10.123/abc", "refused malformed"],
    ["10.1/x", "words"],
    ["doi:10.5555", "refused malformed"],
    ["https://doi.org/10.5555", "refused malformed"],
    ["doi:11.5555/182", "refused malformed"],
    ["https://doi.org/11.5555/182", "refused malformed"],
    ["10.5555", "words"],
    ["10/12", "words"],
    ["9/10", "words"],
    ["10/2024", "words"],
    ["doi: an introduction", "words"],
    ["https://doi.org/", "refused not a paper"],
    [`10.5555/${"x".repeat(300)}`, "refused malformed"],
    ["210.5555/abc", "words"],
  ]);
});

describe("DOIs in addresses", () => {
  readsAs(readText, [
    ["https://doi.org/10.5555/abc.2024.17", D],
    ["http://dx.doi.org/10.5555/abc.2024.17", D],
    ["doi.org/10.5555/abc.2024.17", D],
    ["https://www.doi.org/10.5555/abc.2024.17", D],
    ["https://doi.org/doi:10.5555/abc.2024.17", D],
    ["https://doi.org/https://doi.org/10.5555/abc.2024.17", D],
    ["https://doi.org/10.5555%2Fabc.2024.17", D],
    ["https://doi.org/10.5555/456%23789", "doi 10.5555/456#789"],
    ["https://doi.org/10.5555/456#789", "doi 10.5555/456"],
    ["https://doi.org/10.5555/456?x=1", "doi 10.5555/456"],
    ["https://doi.org/10.5555/a%253Cb", "doi 10.5555/a%3cb"],
    ["https://doi.org/10.5555/abc.2024.17/", D],
    ["https://dl.acm.org/doi/10.5555/abc.2024.17", D],
    ["https://dl.acm.org/doi/abs/10.5555/abc.2024.17", D],
    ["https://dl.acm.org/doi/pdf/10.5555/abc.2024.17?download=true", D],
    ["https://dl.acm.org/doi/fullHtml/10.5555/abc.2024.17", D],
    ["https://onlinelibrary.wiley.com/doi/full/10.5555/abc.2024.17", D],
    ["https://onlinelibrary.wiley.com/doi/10.5555/abc.2024.17/full", D],
    ["https://onlinelibrary.wiley.com/doi/10.5555/abc.2024.17/abstract;jsessionid=AB12.f01", D],
    ["https://onlinelibrary.wiley.com/doi/pdfdirect/10.5555/abc.2024.17", D],
    ["https://www.tandfonline.com/doi/epdf/10.5555/abc.2024.17?needAccess=true", D],
    ["https://journals.sagepub.com/doi/suppl/10.5555/abc.2024.17/suppl_file/a_b.pdf", D],
    ["https://pubs.acs.org/doi/10.5555/abc.2024.17#", D],
    ["https://www.science.org/doi/10.5555/abc.2024.17", D],
    [
      "https://link.springer.com/article/10.1007/s00000-024-00001-2",
      "doi 10.1007/s00000-024-00001-2",
    ],
    [
      "https://link.springer.com/article/10.1007/s00000-024-00001-2/figures/3",
      "doi 10.1007/s00000-024-00001-2",
    ],
    [
      "https://link.springer.com/content/pdf/10.1007/s00000-024-00001-2.pdf",
      "doi 10.1007/s00000-024-00001-2",
    ],
    [
      "https://link.springer.com/content/pdf/10.1007%2Fs00000-024-00001-2.pdf",
      "doi 10.1007/s00000-024-00001-2",
    ],
    [
      "https://link.springer.com/chapter/10.1007/978-3-000-28108-2_19",
      "doi 10.1007/978-3-000-28108-2_19",
    ],
    [
      "https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.100.061102",
      "doi 10.1103/physrevlett.100.061102",
    ],
    [
      "https://journals.aps.org/prl/pdf/10.1103/PhysRevLett.100.061102",
      "doi 10.1103/physrevlett.100.061102",
    ],
    [
      "https://iopscience.iop.org/article/10.1088/1742-6596/1/1/012001/meta",
      "doi 10.1088/1742-6596/1/1/012001",
    ],
    [
      "https://iopscience.iop.org/article/10.1088/1742-6596/1/1/012001/pdf",
      "doi 10.1088/1742-6596/1/1/012001",
    ],
    [
      "https://www.frontiersin.org/articles/10.3389/fnins.2024.00001/full",
      "doi 10.3389/fnins.2024.00001",
    ],
    [
      "https://www.biorxiv.org/content/10.1101/2021.02.03.123456v2",
      "doi 10.1101/2021.02.03.123456",
    ],
    [
      "https://www.biorxiv.org/content/10.1101/2021.02.03.123456v2.full",
      "doi 10.1101/2021.02.03.123456",
    ],
    [
      "https://www.biorxiv.org/content/10.1101/2021.02.03.123456v1.full.pdf+html",
      "doi 10.1101/2021.02.03.123456",
    ],
    ["https://www.biorxiv.org/content/biorxiv/10.1101/123456v1.abstract", "doi 10.1101/123456"],
    [
      "https://www.medrxiv.org/content/10.1101/2021.02.03.21234567v3.supplementary-material",
      "doi 10.1101/2021.02.03.21234567",
    ],
    [
      "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0000017",
      "doi 10.1371/journal.pone.0000017",
    ],
    [
      "https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0000017&type=printable",
      "doi 10.1371/journal.pone.0000017",
    ],
    [
      "https://academic.oup.com/bib/article/doi/10.1093/bib/bbaa001/5736241",
      "doi 10.1093/bib/bbaa001",
    ],
    [
      "https://pubs.aip.org/aip/jcp/article/doi/10.1063/5.0000017/1234567/A-title-of-it",
      "doi 10.1063/5.0000017",
    ],
    ["https://www.spiedigitallibrary.org/x/10.1117/12.123456.full", "doi 10.1117/12.123456"],
    ["https://zenodo.org/doi/10.5281/zenodo.12345", "doi 10.5281/zenodo.12345"],
    ["https://api.crossref.org/works/10.5555/abc.2024.17", D],
    ["https://dl-acm-org.proxy.lib.example.edu/doi/10.5555/abc.2024.17", D],
    ["https://doi-org.ezproxy.example.edu/10.5555/abc.2024.17", D],
    ["https://dl.acm.org.ezproxy.example.edu/doi/10.5555/abc.2024.17", D],
    ["https://notdoi.org/10.5555/abc.2024.17", "url https://notdoi.org/10.5555/abc.2024.17"],
    ["https://doi.org.example.net/10.5555/abc", "url https://doi.org.example.net/10.5555/abc"],
    [
      "https://www.nature.com/articles/s41586-000-0000-0",
      "url https://www.nature.com/articles/s41586-000-0000-0",
    ],
    [
      "https://ieeexplore.ieee.org/document/1234567",
      "url https://ieeexplore.ieee.org/document/1234567",
    ],
  ]);
});
