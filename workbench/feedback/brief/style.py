"""How a brief looks as a file: on a screen by day and by night, and on paper."""

STYLE = """
:root{color-scheme:light dark;--ink:#1c1f23;--soft:#5b636d;--line:#d9dde2;--ground:#fff;--mark:#f4f5f7}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft:#a0a8b2;--line:#3a4048;--ground:#17191c;--mark:#202327}}
html{background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:44rem;margin:2.5rem auto;padding:0 1.25rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .75rem}
h2{font-size:1.05rem;margin:1.6rem 0 .4rem}
p,ul,ol{margin:.4rem 0}
li{margin:.15rem 0}
blockquote{margin:.6rem 0;padding:.5rem .9rem;border-left:3px solid var(--line);background:var(--mark)}
blockquote em{color:var(--soft);font-style:normal;font-size:.9em}
table{border-collapse:collapse;font-size:.85rem;margin:.6rem 0}
td,th{padding:.05rem .9rem .05rem 0;text-align:left;vertical-align:middle;line-height:1.35}
td:nth-child(2),th:nth-child(2){text-align:right;font-variant-numeric:tabular-nums}
td:nth-child(3){color:var(--soft);letter-spacing:-1px;white-space:nowrap}
a{color:inherit}
sup{font-size:.7em;line-height:0}
sup a{text-decoration:none;color:var(--soft);padding:0 .1em}
.notes,footer{color:var(--soft);font-size:.82rem}
.notes{border-top:1px solid var(--line);margin-top:2rem}
.notes li{overflow-wrap:anywhere}
.notes li:target{color:var(--ink)}
footer{margin-top:1rem}
@media print{
:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--ground:#fff;--mark:#fff}
@page{margin:14mm 16mm}
html{font-size:10pt;line-height:1.35}
main{max-width:none;margin:0;padding:0}
h2{break-after:avoid;margin-top:.9rem}
blockquote,tr,li{break-inside:avoid}
.notes{font-size:7.5pt}
}
"""
