#include "report/page_style.h"

namespace emsurvey {
namespace {

constexpr const char* style = R"(<style>
* { box-sizing: border-box; }
body { font-family: system-ui, sans-serif; line-height: 1.45; color: #1a1a1a; background: #fff;
  max-width: 84rem; margin: 1.5rem auto; padding: 0 1.5rem; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; margin-bottom: 0.3rem; }
h2 { font-size: 1.25rem; margin: 2.4rem 0 0.6rem; border-bottom: 1px solid #bbb; padding-bottom: 0.2rem; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 0.4rem; } h4 { font-size: 0.95rem; margin: 1.2rem 0 0.3rem; }
p, li, blockquote { max-width: 52rem; } ul { padding-left: 1.3rem; } li { margin: 0.2rem 0; }
a { color: #00558a; } nav { margin: 0.6rem 0 1rem; } nav a { margin-right: 1rem; display: inline-block; }
figure { margin: 0; } figcaption, .small { color: #444; font-size: 0.9rem; max-width: 52rem; }
.wide { overflow-x: auto; max-width: 100%; margin: 0.5rem 0; }
figure svg { max-width: 100%; min-width: 40rem; height: auto; } .example figure svg { min-width: 0; }
table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.9rem 0.25rem 0; border-bottom: 1px solid #ddd; }
thead th { border-bottom: 2px solid #888; vertical-align: bottom; } tbody th { font-weight: 600; }
#scores table { font-size: 0.78rem; } #scores th, #scores td { padding-right: 0.45rem; }
.n { text-align: right; } td.n { white-space: nowrap; } .value { overflow-wrap: anywhere; }
.baseline td { color: #555; font-style: italic; border-top: 2px solid #888; }
.scope { font-weight: 600; border-left: 4px solid #0072b2; padding-left: 0.8rem; }
.warning, .problems { border-left: 4px solid #d55e00; padding-left: 0.8rem; }
.matrix th, .matrix td { padding: 0.25rem 0.5rem; border: 1px solid #bbb; text-align: right; white-space: nowrap; }
.higher { background: #cfe4f3; } .lower { background: #f8dcc4; } .same { background: #d5efe4; } .open { background: #fff; }
.own { background: #e8e8e8; } td.higher, td.lower, td.same { font-weight: 600; }
.key { padding: 0 0.3rem; border: 1px solid #bbb; } .swatch { display: inline-block; width: 0.9em; height: 0.9em;
  margin: 0 0.3em 0 0.2em; border: 1px solid #888; vertical-align: -0.1em; }
.charts { display: flex; flex-wrap: wrap; gap: 0.8rem; } .chart { font-size: 11px; fill: #1a1a1a; max-width: 100%; }
.ranks { font-size: 13px; fill: #1a1a1a; }
.store { position: absolute; width: 0; height: 0; }
.example { display: grid; grid-template-columns: 11rem repeat(5, minmax(0, 11rem)); gap: 0.6rem; margin: 0.5rem 0;
  break-inside: avoid; } .example p { margin: 0; font-size: 0.85rem; }
.example svg, .example img { width: 100%; aspect-ratio: 1; object-fit: contain; display: block; border: 1px solid #ccc; }
.images { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0.8rem; }
.images img { width: 100%; display: block; border: 1px solid #ccc; }
blockquote { margin: 0.5rem 0; padding: 0.1rem 0.9rem; background: #f4f4f4; border-left: 4px solid #999; }
@media (max-width: 700px) { body { padding: 0 0.8rem; } h1 { font-size: 1.35rem; }
  .stack thead { display: none; } .stack tr { display: block; border-bottom: 1px solid #bbb; padding: 0.4rem 0; }
  .stack th, .stack td { display: block; border: 0; padding: 0.1rem 0; text-align: left; white-space: normal; }
  .stack td:not(:empty)::before { content: attr(data-title) ": "; color: #444; }
  .example { grid-template-columns: repeat(3, minmax(0, 1fr)); } .example p { grid-column: 1 / -1; } }
@page { size: A4; margin: 14mm 12mm; } @page wide { size: A4 landscape; margin: 12mm; }
@media print { html { font-size: 9pt; } body { margin: 0; padding: 0; max-width: none; } nav { display: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } thead { display: table-header-group; }
  #scores > h2, .landscape { page: wide; } p, li { orphans: 3; widows: 3; }
  tr, figure, .chart, .wide, .example { break-inside: avoid; } #runs .wide, #provenance .wide { break-inside: auto; }
  h2, h3, h4, h3 + p { break-after: avoid; } .wide { overflow: visible; }
  summary { display: none; } details::details-content { content-visibility: visible; display: block; block-size: auto; }
  figure svg { min-width: 0; }
  table { font-size: 7.5pt; } th, td { padding-right: 0.45rem; } .matrix th, .matrix td { padding: 0.15rem 0.25rem; } }
</style>
)";

}  // namespace

const char* page_style() {
  return style;
}

}  // namespace emsurvey
