<?php
// xsl.php: the list of 25 cases by ext-xsl, the sheet compiled for each request as PHP must.
require __DIR__ . '/list.php';
[$of, $rows] = list_rows();
$doc = new DOMDocument('1.0', 'UTF-8');
$page = $doc->appendChild($doc->createElement('page'));
foreach ($of as $name => $value) {
    $page->setAttribute($name, (string)$value);
}
foreach ($rows as $row) {
    $case = $page->appendChild($doc->createElement('case'));
    foreach ($row as $name => $value) {
        if ($value !== null) {
            $case->appendChild($doc->createElement($name))
                ->appendChild($doc->createTextNode((string)$value));
        }
    }
}
$sheet = new DOMDocument();
$sheet->load(__DIR__ . '/list.xsl');
$xsl = new XSLTProcessor();
$xsl->importStylesheet($sheet);
echo $xsl->transformToXML($doc);
