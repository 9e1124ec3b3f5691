/**
 * Look of a printed document after GB/T 9704-2012: A4, head margin 37 mm, left 28 mm, body 三号仿宋 (四号 in forms
 * with tables, so that the usual one fits a page), title 二号小标宋.
 * Fonts are the office's own where installed, with free ones behind them; nothing is loaded.
 */
export const STYLE = `
@page { size: A4; margin: 37mm 26mm 18mm 28mm;
  @bottom-center { content: "— " counter(page) " —"; font: 12pt "SimSun", "宋体", "Noto Serif CJK SC", serif; } }
* { box-sizing: border-box; }
html { background: #e8e8e8; }
body { margin: 0; color: #000; font: 16pt/26pt "仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "Noto Serif CJK SC", "Source Han Serif SC", serif;
  text-align: justify; overflow-wrap: anywhere; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.sheet { display: flex; flex-direction: column; width: 210mm; min-height: 297mm; margin: 8mm auto; padding: 37mm 26mm 18mm 28mm; background: #fff; }
.head, h2 { text-align: center; font-weight: normal; font-family: "方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "小标宋体", "STZhongsong", "华文中宋", "Noto Serif CJK SC", "SimSun", serif; }
h1 { margin: 0; font-size: 22pt; line-height: 30pt; font-weight: inherit; text-wrap: balance; break-after: avoid; }
.office { font-size: 18pt; line-height: 26pt; text-wrap: balance; }
h2 { margin: 0 0 4mm; font-size: 20pt; line-height: 32pt; break-after: avoid; }
h3 { margin: 1.5mm 0 .5mm; font: inherit; font-size: 14pt; line-height: 22pt; font-family: "黑体", "SimHei", "STHeiti", "Noto Sans CJK SC", sans-serif; break-after: avoid; }
.no { margin: 1mm 0 2mm; font-size: 14pt; line-height: 20pt; text-align: center; }
p { margin: 0; text-indent: 2em; }
p.to { text-indent: 0; }
.dense { font-size: 14pt; line-height: 20pt; }
ol.points { margin: 0; padding: 0; list-style: none; }
ol.points li { text-indent: 2em; }
table { width: 100%; margin: 1.5mm 0; border-collapse: collapse; font-size: 10.5pt; line-height: 14pt; text-align: left; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: .4mm 1.8mm; border: .5pt solid #000; font-weight: normal; vertical-align: middle; }
thead th { font-family: "黑体", "SimHei", "STHeiti", "Noto Sans CJK SC", sans-serif; text-align: center; }
.facts th { width: 25mm; text-align: center; }
.facts th + td[colspan="1"]:last-child { width: 43mm; }
.c { text-align: center; }
.n { width: 12mm; text-align: center; }
.w { width: 27mm; text-align: center; }
.d { width: 31mm; text-align: center; white-space: nowrap; }
.blank { height: 13mm; }
.close { display: flex; justify-content: space-between; align-items: flex-end; margin-top: 2mm; break-inside: avoid; }
.qr { flex: none; width: 36mm; font-size: 9pt; line-height: 12pt; text-align: center; white-space: nowrap; }
.qr + .qr + .sign { width: 80mm; }
.qr + .qr + .sign .seal { left: 20mm; }
.qr svg { display: block; width: 22mm; height: 22mm; margin: 0 auto 1mm; }
.sign { position: relative; flex: none; width: 92mm; min-height: 40mm; padding-top: 8mm; font-size: 14pt; line-height: 24pt; text-align: center; text-wrap: balance; }
.sign p { position: relative; text-indent: 0; }
.seal { position: absolute; top: 0; left: 26mm; display: flex; flex-direction: column; justify-content: space-between; width: 40mm; height: 40mm; padding: 3mm 5.5mm 4mm; border: .8pt dashed #c8102e; border-radius: 50%; color: #c8102e; font-size: 7.5pt; line-height: 9pt; text-align: center; }
.seal b { font-weight: normal; }
.hand { width: 92mm; margin: 5mm 0 0 auto; break-inside: avoid; }
.hand p { text-indent: 0; }
.close .hand { flex: none; width: 54mm; margin: 0; padding: 0 2mm; font-size: 12pt; line-height: 24pt; text-align: left; }
.close .hand + .sign { width: 66mm; }
.close .hand + .sign .seal { left: 13mm; }
.tail { margin-top: auto; padding-top: 2mm; font-size: 10.5pt; line-height: 15pt; break-inside: avoid; }
.tail p { text-indent: 0; }
.receipt { display: flex; flex-wrap: wrap; justify-content: space-between; margin-bottom: 1.5mm; white-space: nowrap; }
.colophon { padding: 1mm 2mm; border: solid #000; border-width: .9pt 0; font-size: 9pt; line-height: 13pt; }
.next { break-before: page; }
@media print { html { background: none; } .sheet { width: auto; min-height: 240mm; margin: 0; padding: 0; } }
`;
