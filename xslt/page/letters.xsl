<?xml version="1.0" encoding="UTF-8"?>
<!--
letters.xsl: /letters?q=&way=in|out&after=: letters sent and received.
Input: <page><letter code title title_en number organ_name to_name signed_on
  status case_number cursor/>* (a 26th: there are more)
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">

  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>

  <xsl:variable name="way" select="string(/page/query/p[@name = 'way'])"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('frame.letters')"/></xsl:template>
  <xsl:template match="page" mode="class">wide</xsl:template>

  <xsl:template match="page" mode="main">
    <ul class="tabs">
      <xsl:call-template name="tab"><xsl:with-param name="href" select="'/letters'"/><xsl:with-param name="text" select="kb:text('list.all')"/><xsl:with-param name="on" select="$way = ''"/></xsl:call-template>
      <xsl:call-template name="tab"><xsl:with-param name="href" select="'/letters?way=in'"/><xsl:with-param name="text" select="kb:text('letters.in')"/><xsl:with-param name="on" select="$way = 'in'"/></xsl:call-template>
      <xsl:call-template name="tab"><xsl:with-param name="href" select="'/letters?way=out'"/><xsl:with-param name="text" select="kb:text('letters.out')"/><xsl:with-param name="on" select="$way = 'out'"/></xsl:call-template>
    </ul>
    <form class="filter" method="get" action="/letters" role="search" aria-label="{kb:text('list.filter')}">
      <xsl:if test="$way != ''"><input type="hidden" name="way" value="{$way}"/></xsl:if>
      <div>
        <label for="fq"><xsl:value-of select="kb:text('letters.q')"/></label>
        <input type="search" id="fq" name="q" maxlength="200" value="{query/p[@name = 'q']}"/>
      </div>
      <button class="second"><xsl:value-of select="kb:text('list.filter')"/></button>
    </form>
    <xsl:choose>
      <xsl:when test="letter">
        <div class="over">
          <p class="count">
            <xsl:choose>
              <xsl:when test="letter[26] or query/p[@name = 'after']"><xsl:value-of select="kb:text('list.shown', string(count(letter[position() &lt;= 25])))"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="kb:text('list.count', string(count(letter)))"/></xsl:otherwise>
            </xsl:choose>
          </p>
          <xsl:call-template name="export"/>
        </div>
        <xsl:call-template name="letters-package"/>
        <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('frame.letters')}">
          <table class="cards-table">
            <caption class="hid"><xsl:value-of select="kb:text('frame.letters')"/></caption>
            <thead>
              <tr>
                <td class="tick"><span class="hid"><xsl:value-of select="kb:text('batch.tick')"/></span></td>
                <th scope="col"><xsl:value-of select="kb:text('case.letter-number')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('letters.title')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('case.letter-organ')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('letters.to')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('letters.day')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('case.number')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('case.state')"/></th>
              </tr>
            </thead>
            <tbody><xsl:apply-templates select="letter[position() &lt;= 25]"/></tbody>
          </table>
        </div>
        <xsl:call-template name="pager"><xsl:with-param name="after" select="string(letter[26]/preceding-sibling::letter[1]/cursor)"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('letters.empty')"/><xsl:with-param name="href" select="'/cases'"/><xsl:with-param name="action" select="kb:text('work.all-cases')"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What the boxes of the table belong to. -->
  <xsl:template name="letters-package">
    <form method="post" action="/letters/package" id="package" class="batch">
      <xsl:call-template name="hidden"/>
      <xsl:for-each select="query/p[@name = 'q' or @name = 'way']"><input type="hidden" name="{@name}" value="{.}"/></xsl:for-each>
      <p>
        <xsl:value-of select="kb:text('letters.package-hint', string(site/letters-package))"/>
        <xsl:text> </xsl:text>
        <button class="small"><xsl:value-of select="kb:text('letters.package')"/></button>
        <xsl:text> </xsl:text>
        <button class="small second" name="all" value="yes"><xsl:value-of select="kb:text('letters.package-all')"/></button>
      </p>
    </form>
  </xsl:template>

  <xsl:template match="letter">
    <tr>
      <td class="tick"><label><span class="hid"><xsl:value-of select="number"/></span><input type="checkbox" name="letter" value="{code}" form="package"/></label></td>
      <th scope="row">
        <xsl:choose>
          <xsl:when test="case_number"><a class="wenhao" href="/case/{case_number}/letter/{code}"><xsl:value-of select="number"/></a></xsl:when>
          <xsl:otherwise><span class="wenhao"><xsl:value-of select="number"/></span></xsl:otherwise>
        </xsl:choose>
      </th>
      <td data-l="{kb:text('letters.title')}"><span><xsl:value-of select="title[$zh] | title_en[$en]"/></span></td>
      <td data-l="{kb:text('case.letter-organ')}"><xsl:value-of select="organ_name"/></td>
      <td data-l="{kb:text('letters.to')}"><xsl:value-of select="to_name"/></td>
      <td data-l="{kb:text('letters.day')}"><time datetime="{signed_on}"><xsl:value-of select="kb:date(string(signed_on))"/></time></td>
      <td data-l="{kb:text('case.number')}"><xsl:if test="case_number"><a class="num" href="/case/{case_number}"><xsl:value-of select="case_number"/></a></xsl:if></td>
      <td data-l="{kb:text('case.state')}"><span class="tag {status}"><xsl:value-of select="kb:text(concat('case.letter.', status))"/></span></td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
