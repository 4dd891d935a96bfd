<?xml version="1.0" encoding="UTF-8"?>
<!--
letter.xsl: the one frame of every letter. Imports nothing; a letter's sheet
imports it and supplies templates for match="case" in these modes:
  title     事由 and 文种, behind the organ's name (needed)
  to        主送机关, without the colon (needed)
  body      p h1 h2 h3 h4 table (needed)
  annexes   annex-note elements, then nothing else (default: none)
  contact   the form with contact and phone, for 附注 (default: none)
  annexed   annex elements (default: none)
  copies    抄送 (default: none)
Input: <letter-data name number date organ-name mark signer code verify? form?
  seal? seal-size? to-name?><case>…</case></letter-data>, the case document of
  kb.case_document. number "" = not signed yet: blanks stand for it.
  form: document or letter; without it the sheet's own $form. issuer: who
  issues, in the imprint; without it the organ's 办公室. note-after: blank
  where the note stands a blank line below the date.
Output: a letter document, namespace urn:kuaibao:letter:1.
-->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="xml" encoding="UTF-8"/>

  <xsl:param name="form" select="'letter'"/>
  <xsl:variable name="data" select="/letter-data"/>
  <xsl:variable name="organ" select="string($data/@organ-name)"/>
  <xsl:variable name="record" select="$data/case/record"/>
  <xsl:variable name="shape">
    <xsl:choose>
      <xsl:when test="$data/@form != ''"><xsl:value-of select="$data/@form"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$form"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/letter-data">
    <xsl:variable name="contact"><xsl:apply-templates select="case" mode="contact"/></xsl:variable>
    <letter form="{$shape}">
      <xsl:if test="@code != '' and @verify != ''">
        <xsl:attribute name="verify"><xsl:value-of select="@verify"/></xsl:attribute>
        <xsl:attribute name="code"><xsl:value-of select="@code"/></xsl:attribute>
      </xsl:if>
      <head>
        <mark>
          <xsl:value-of select="@organ-name"/>
          <xsl:if test="$shape = 'document'">文件</xsl:if>
        </mark>
        <number><xsl:call-template name="number"/></number>
      </head>
      <title>
        <xsl:value-of select="@organ-name"/>
        <xsl:apply-templates select="case" mode="title"/>
      </title>
      <to><xsl:apply-templates select="case" mode="to"/>：</to>
      <body><xsl:apply-templates select="case" mode="body"/></body>
      <xsl:apply-templates select="case" mode="annexes"/>
      <sign>
        <organ>
          <xsl:if test="@seal">
            <xsl:attribute name="seal"><xsl:value-of select="@seal"/></xsl:attribute>
            <xsl:if test="@seal-size">
              <xsl:attribute name="seal-size"><xsl:value-of select="@seal-size"/></xsl:attribute>
            </xsl:if>
          </xsl:if>
          <xsl:value-of select="@organ-name"/>
        </organ>
        <date><xsl:value-of select="@date"/></date>
      </sign>
      <xsl:if test="string($contact) != ''">
        <note field="contact">
          <xsl:if test="@note-after = 'blank'"><xsl:attribute name="after">blank</xsl:attribute></xsl:if>
          <xsl:text>（联系人及电话：</xsl:text><xsl:value-of select="$contact"/><xsl:text>）</xsl:text>
        </note>
      </xsl:if>
      <xsl:apply-templates select="case" mode="annexed"/>
      <xsl:call-template name="imprint"/>
    </letter>
  </xsl:template>

  <xsl:template name="number">
    <xsl:choose>
      <xsl:when test="$data/@number != ''"><xsl:value-of select="$data/@number"/></xsl:when>
      <xsl:otherwise>
        <xsl:choose>
          <xsl:when test="$data/@mark != ''"><xsl:value-of select="$data/@mark"/></xsl:when>
          <xsl:otherwise>××</xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="concat('〔', substring($data/@date, 1, 4), '〕　号')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 信函 has no 印发 (GB/T 9704-2012 10.1). -->
  <xsl:template name="imprint">
    <xsl:variable name="copies"><xsl:apply-templates select="$data/case" mode="copies"/></xsl:variable>
    <xsl:if test="$shape = 'document' or string($copies) != ''">
      <imprint>
        <xsl:if test="string($copies) != ''">
          <copy-to>抄送：<xsl:value-of select="$copies"/>。</copy-to>
        </xsl:if>
        <xsl:if test="$shape = 'document'">
          <issuer>
            <xsl:choose>
              <xsl:when test="$data/@issuer != ''"><xsl:value-of select="$data/@issuer"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="concat($organ, '办公室')"/></xsl:otherwise>
            </xsl:choose>
          </issuer>
          <date><xsl:value-of select="$data/@date"/></date>
        </xsl:if>
      </imprint>
    </xsl:if>
  </xsl:template>

  <xsl:template match="case" mode="annexes"/>
  <xsl:template match="case" mode="annexed"/>
  <xsl:template match="case" mode="copies"/>
  <xsl:template match="case" mode="contact"/>
  <xsl:template match="*" mode="title"><xsl:message terminate="yes">letter: no title</xsl:message></xsl:template>
  <xsl:template match="*" mode="to"><xsl:message terminate="yes">letter: no receiver</xsl:message></xsl:template>
  <xsl:template match="*" mode="body"><xsl:message terminate="yes">letter: no body</xsl:message></xsl:template>

  <!-- 赵艳，0531-88527382 of a form that has both. -->
  <xsl:template match="*" mode="person">
    <xsl:value-of select="contact"/>
    <xsl:if test="contact != '' and (phone | contact-phone) != ''">，</xsl:if>
    <xsl:value-of select="phone | contact-phone"/>
  </xsl:template>

  <!-- 2026-03-05 as 2026年3月5日: 9704 7.3.5.4, no leading zeros. -->
  <xsl:template name="date">
    <xsl:param name="on"/>
    <xsl:if test="string-length($on) = 10">
      <xsl:value-of select="concat(substring($on, 1, 4), '年', number(substring($on, 6, 2)), '月',
          number(substring($on, 9, 2)), '日')"/>
    </xsl:if>
  </xsl:template>

  <!-- 分 as 万元, from one 亿 on as 亿元. -->
  <xsl:template name="money">
    <xsl:param name="amount"/>
    <xsl:choose>
      <xsl:when test="number($amount) &gt;= 10000000000">
        <xsl:value-of select="concat(format-number(number($amount) div 10000000000, '0.####'), '亿元')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(format-number(number($amount) div 1000000, '0.######'), '万元')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 3 and m as 3个月. -->
  <xsl:template name="span">
    <xsl:param name="amount"/>
    <xsl:param name="unit" select="'m'"/>
    <xsl:value-of select="$amount"/>
    <xsl:choose>
      <xsl:when test="$unit = 'w'">个工作日</xsl:when>
      <xsl:when test="$unit = 'd'">日</xsl:when>
      <xsl:when test="$unit = 'y'">年</xsl:when>
      <xsl:otherwise>个月</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A running limit: 20个工作日，至2026年4月2日止, with 暂定 said. -->
  <xsl:template match="*" mode="limit">
    <xsl:call-template name="span">
      <xsl:with-param name="amount" select="@amount"/>
      <xsl:with-param name="unit" select="@unit"/>
    </xsl:call-template>
    <xsl:text>，至</xsl:text>
    <xsl:call-template name="date"><xsl:with-param name="on" select="@due"/></xsl:call-template>
    <xsl:text>止</xsl:text>
    <xsl:if test="@provisional = 'yes'">（该年度放假安排公布前为暂定日期）</xsl:if>
  </xsl:template>

  <!-- What the drafter typed: a paragraph for each line that is not blank; with the field of the record
       that it is from, which is named when one of its characters cannot be set. -->
  <xsl:template name="paragraphs">
    <xsl:param name="text"/>
    <xsl:param name="field"/>
    <xsl:variable name="all" select="concat(translate($text, '&#13;', ''), '&#10;')"/>
    <xsl:variable name="line" select="normalize-space(substring-before($all, '&#10;'))"/>
    <xsl:variable name="rest" select="substring-after(translate($text, '&#13;', ''), '&#10;')"/>
    <xsl:if test="$line != ''">
      <p>
        <xsl:if test="$field != ''"><xsl:attribute name="field"><xsl:value-of select="$field"/></xsl:attribute></xsl:if>
        <xsl:value-of select="$line"/>
      </p>
    </xsl:if>
    <xsl:if test="$rest != ''">
      <xsl:call-template name="paragraphs">
        <xsl:with-param name="text" select="$rest"/>
        <xsl:with-param name="field" select="$field"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- One line of typed text as a sentence that ends in 。 -->
  <xsl:template name="sentence">
    <xsl:param name="text"/>
    <xsl:variable name="line" select="normalize-space($text)"/>
    <xsl:value-of select="$line"/>
    <xsl:if test="$line != '' and not(contains('。！？；', substring($line, string-length($line))))">。</xsl:if>
  </xsl:template>

  <!-- 一 二 … 十 十一 … 九十九 -->
  <xsl:template name="ordinal">
    <xsl:param name="n"/>
    <xsl:variable name="digits" select="'一二三四五六七八九'"/>
    <xsl:if test="$n &gt;= 20"><xsl:value-of select="substring($digits, floor($n div 10), 1)"/></xsl:if>
    <xsl:if test="$n &gt;= 10">十</xsl:if>
    <xsl:if test="$n mod 10 &gt; 0"><xsl:value-of select="substring($digits, $n mod 10, 1)"/></xsl:if>
  </xsl:template>

  <!-- How the letter addresses a government: 你市, 你县, 你区. -->
  <xsl:template match="*" mode="you">
    <xsl:variable name="name" select="string(@region-name)"/>
    <xsl:variable name="last" select="substring($name, string-length($name))"/>
    <xsl:choose>
      <xsl:when test="@kind = 'centre'">你中心</xsl:when>
      <xsl:when test="@kind != 'government'">你单位</xsl:when>
      <xsl:when test="contains('省市州盟县区旗', $last) and $last != ''">
        <xsl:value-of select="concat('你', $last)"/>
      </xsl:when>
      <xsl:otherwise>你单位</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What who is bound may do: 行政复议法 20, 行政诉讼法 46. -->
  <xsl:template name="remedy">不服本决定的，可以自收到本决定之日起六十日内依法申请行政复议，或者自收到本决定之日起六个月内依法向人民法院提起行政诉讼。</xsl:template>

  <!-- The notice that a clause is in, and the place in it. -->
  <xsl:template name="basis">
    <xsl:param name="clause"/>
    <xsl:choose>
      <xsl:when test="starts-with($clause, 'S1')">《国家知识产权局关于开展知识产权快速协同保护工作的通知》</xsl:when>
      <xsl:when test="starts-with($clause, 'S3')">国知发保字〔2025〕39号文件</xsl:when>
      <xsl:when test="starts-with($clause, 'S4a')">《国家知识产权局关于进一步加强知识产权快速维权中心建设工作的通知》（国知发保字〔2020〕34号）</xsl:when>
      <xsl:otherwise><xsl:message terminate="yes">letter: unknown clause</xsl:message></xsl:otherwise>
    </xsl:choose>
    <xsl:choose>
      <xsl:when test="$clause = 'S1-1-1'">第一部分第（一）项</xsl:when>
      <xsl:when test="$clause = 'S3-2-1'">第二部分第（一）项</xsl:when>
      <xsl:when test="$clause = 'S3-2-2'">第二部分第（二）项</xsl:when>
      <xsl:when test="$clause = 'S4a-3-2'">第三部分第（二）项</xsl:when>
      <xsl:when test="$clause = 'S1-2-1'">第二部分第（一）项</xsl:when>
      <xsl:when test="$clause = 'S1-2-2'">第二部分第（二）项</xsl:when>
      <xsl:when test="$clause = 'S1-3'">第三部分</xsl:when>
      <xsl:when test="$clause = 'S1-4'">第四部分</xsl:when>
      <xsl:when test="$clause = 'S3-3'">第三部分</xsl:when>
      <xsl:when test="$clause = 'S4a-4-1'">第四部分第（一）项</xsl:when>
      <xsl:when test="$clause = 'S4a-4-2'">第四部分第（二）项</xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The clauses that rule an application for this kind of centre. -->
  <xsl:variable name="rapid" select="$data/case/@procedure = 'rapid-centre' or
      $record/designation/kind = 'rapid'"/>
  <xsl:template name="application-basis">
    <xsl:param name="conditions" select="false()"/>
    <xsl:variable name="clause">
      <xsl:choose>
        <xsl:when test="$rapid and $conditions">S4a-4-1</xsl:when>
        <xsl:when test="$rapid">S4a-4-2</xsl:when>
        <xsl:when test="$conditions">S1-2-1</xsl:when>
        <xsl:otherwise>S1-2-2</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:call-template name="basis"><xsl:with-param name="clause" select="string($clause)"/></xsl:call-template>
  </xsl:template>

  <!-- By what a built centre is accepted: the notice of 2020 rules 快速维权中心, a 保护中心 is held to its 批复. -->
  <xsl:template name="acceptance-basis">
    <xsl:text>根据</xsl:text>
    <xsl:choose>
      <xsl:when test="$rapid">
        <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S4a-4-2'"/></xsl:call-template>
        <xsl:text>规定</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>我局关于同意建设</xsl:text>
        <xsl:value-of select="$record/designation/title"/>
        <xsl:text>的批复</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Codes of the forms' choices in words. -->
  <xsl:template match="type" mode="words">
    <xsl:choose>
      <xsl:when test=". = 'design'">外观设计专利</xsl:when>
      <xsl:when test=". = 'invention-utility'">发明和实用新型专利</xsl:when>
      <xsl:when test=". = 'all'">发明、实用新型和外观设计专利</xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The group's members as an annex: names, organisations, positions. -->
  <xsl:template match="*" mode="members">
    <xsl:param name="title"/>
    <annex title="{$title}">
      <table widths="2 5 3 2">
        <row>
          <cell head="yes">姓名</cell><cell head="yes">单位</cell>
          <cell head="yes">职务</cell><cell head="yes">分工</cell>
        </row>
        <xsl:for-each select="member">
          <xsl:sort select="lead = 'yes'" order="descending"/>
          <row>
            <cell align="centre" field="{name(..)}/member/name"><xsl:value-of select="name"/></cell>
            <cell field="{name(..)}/member/organ"><xsl:value-of select="organ"/></cell>
            <cell field="{name(..)}/member/position"><xsl:value-of select="position"/></cell>
            <cell align="centre"><xsl:choose><xsl:when test="lead = 'yes'">组长</xsl:when><xsl:otherwise>成员</xsl:otherwise></xsl:choose></cell>
          </row>
        </xsl:for-each>
      </table>
    </annex>
  </xsl:template>

  <!-- Numbered points: 1.part。problem remedy -->
  <xsl:template match="item" mode="point">
    <h3 run="in">
      <xsl:value-of select="concat(position(), '.')"/>
      <xsl:choose>
        <xsl:when test="part != ''"><xsl:call-template name="sentence"><xsl:with-param name="text" select="part"/></xsl:call-template></xsl:when>
        <xsl:otherwise>存在的问题：</xsl:otherwise>
      </xsl:choose>
    </h3>
    <p>
      <xsl:call-template name="sentence"><xsl:with-param name="text" select="problem"/></xsl:call-template>
      <xsl:text>要求：</xsl:text>
      <xsl:call-template name="sentence"><xsl:with-param name="text" select="remedy"/></xsl:call-template>
    </p>
  </xsl:template>
</xsl:stylesheet>
