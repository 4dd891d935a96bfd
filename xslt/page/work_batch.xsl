<?xml version="1.0" encoding="UTF-8"?>
<!--
work_batch.xsl: /work/batch: several cases at once: choose what to do, see what
it would do to each, then what came of it.
Input: <page chosen="claim|release|move:NAME"?>
  <case number title title_en subject organ_name public_state state_title
    state_title_en claimed_name due_on days_left/>*
  <move case_number name title title_en letter permitted why/>*
  <result case ok code arg/>* (after it was done)
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/form.xsl"/>

  <xsl:key name="move" match="move[permitted = 't']" use="name"/>
  <xsl:key name="of" match="move" use="case_number"/>
  <xsl:key name="result" match="result" use="@case"/>
  <xsl:variable name="chosen" select="string(/page/@chosen)"/>
  <xsl:variable name="name" select="substring-after($chosen, 'move:')"/>

  <xsl:template match="page" mode="title">
    <xsl:choose>
      <xsl:when test="result"><xsl:value-of select="kb:text('batch.done-title')"/></xsl:when>
      <xsl:when test="$chosen != ''"><xsl:value-of select="kb:text('batch.check-title')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="kb:text('batch.title')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="page" mode="class">wide</xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/work"><xsl:value-of select="kb:text('frame.work')"/></a></li>
    <li aria-current="page"><xsl:value-of select="kb:text('batch.title')"/></li>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:choose>
      <xsl:when test="result"><xsl:call-template name="results"/></xsl:when>
      <xsl:when test="$chosen != ''"><xsl:call-template name="preview"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="choose"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What can be done to some of them, without a form. -->
  <xsl:template name="choose">
    <p class="lead"><xsl:value-of select="kb:text('batch.lead', string(count(case)))"/></p>
    <form method="post" action="/work/batch">
      <xsl:call-template name="carried"/>
      <ul class="moves narrow">
        <xsl:for-each select="move[generate-id() = generate-id(key('move', name)[1])]">
          <li>
            <button name="show" value="move:{name}"><xsl:value-of select="title[$zh] | title_en[$en]"/></button>
            <p class="sub"><xsl:value-of select="kb:text('batch.fits', string(count(key('move', name))))"/></p>
          </li>
        </xsl:for-each>
        <li><button class="second" name="show" value="claim"><xsl:value-of select="kb:text('work.claim')"/></button></li>
        <li><button class="second" name="show" value="release"><xsl:value-of select="kb:text('work.release')"/></button></li>
      </ul>
      <xsl:if test="not(move[permitted = 't'])"><p class="quiet"><xsl:value-of select="kb:text('batch.no-move')"/></p></xsl:if>
    </form>
    <xsl:call-template name="table"/>
    <p class="acts"><a class="button second" href="/work"><xsl:value-of select="kb:text('case.back-list')"/></a></p>
  </xsl:template>

  <xsl:template name="preview">
    <xsl:variable name="does" select="case[$name = '' or key('of', number)[name = $name and permitted = 't']]"/>
    <xsl:variable name="what"><xsl:call-template name="what"/></xsl:variable>
    <p class="lead"><xsl:value-of select="kb:text('batch.check-lead', string($what), string(count($does)), string(count(case)))"/></p>
    <xsl:if test="$name != '' and key('move', $name)[letter != '']">
      <xsl:call-template name="banner"><xsl:with-param name="kind" select="'warn'"/><xsl:with-param name="text" select="kb:text('form.sign-note')"/></xsl:call-template>
    </xsl:if>
    <xsl:call-template name="table"/>
    <form method="post" action="/work/batch" class="acts">
      <xsl:call-template name="hidden"/>
      <xsl:for-each select="$does"><input type="hidden" name="case" value="{number}"/></xsl:for-each>
      <xsl:if test="$does"><button name="run" value="{$chosen}"><xsl:value-of select="kb:text('batch.run', string($what), string(count($does)))"/></button></xsl:if>
      <a class="button second" href="/work"><xsl:value-of select="kb:text('form.cancel')"/></a>
    </form>
  </xsl:template>

  <xsl:template name="results">
    <xsl:variable name="n" select="count(result[@ok = 'true'])"/>
    <xsl:call-template name="banner">
      <xsl:with-param name="kind"><xsl:choose><xsl:when test="result[@ok = 'false']">warn</xsl:when><xsl:otherwise>good</xsl:otherwise></xsl:choose></xsl:with-param>
      <xsl:with-param name="title" select="kb:text('batch.done', string($n), string(count(result) - $n))"/>
    </xsl:call-template>
    <xsl:call-template name="table"/>
    <p class="acts"><a class="button" href="/work"><xsl:value-of select="kb:text('case.back-list')"/></a></p>
  </xsl:template>

  <xsl:template name="what">
    <xsl:choose>
      <xsl:when test="$name != ''"><xsl:value-of select="/page/move[name = $name][1]/title[$zh] | /page/move[name = $name][1]/title_en[$en]"/></xsl:when>
      <xsl:when test="$chosen = 'claim'"><xsl:value-of select="kb:text('work.claim')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="kb:text('work.release')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="carried">
    <xsl:call-template name="hidden"/>
    <xsl:for-each select="case"><input type="hidden" name="case" value="{number}"/></xsl:for-each>
  </xsl:template>

  <xsl:template name="table">
    <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('cases.caption')}">
      <table class="cards-table">
        <caption class="hid"><xsl:value-of select="kb:text('cases.caption')"/></caption>
        <thead>
          <tr>
            <th scope="col"><xsl:value-of select="kb:text('case.number')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('case.procedure')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('case.organ')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('case.state')"/></th>
            <xsl:if test="$chosen != '' or result"><th scope="col"><xsl:value-of select="kb:text('batch.effect')"/></th></xsl:if>
          </tr>
        </thead>
        <tbody><xsl:apply-templates select="case"/></tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="case">
    <tr>
      <th scope="row" data-l="{kb:text('case.number')}"><a class="num" href="/case/{number}"><xsl:value-of select="number"/></a></th>
      <td data-l="{kb:text('case.procedure')}"><span><xsl:value-of select="title[$zh] | title_en[$en]"/></span><xsl:if test="subject != organ_name"><span class="sub"><xsl:value-of select="subject"/></span></xsl:if></td>
      <td data-l="{kb:text('case.organ')}"><xsl:apply-templates select="organ_name" mode="named"/></td>
      <td data-l="{kb:text('case.state')}"><span class="tag {public_state}"><xsl:value-of select="kb:text(concat('state.', public_state))"/></span><span class="sub"><xsl:value-of select="state_title[$zh] | state_title_en[$en]"/></span></td>
      <xsl:choose>
        <xsl:when test="/page/result"><td data-l="{kb:text('batch.effect')}"><xsl:apply-templates select="key('result', number)"/></td></xsl:when>
        <xsl:when test="$chosen != ''"><td data-l="{kb:text('batch.effect')}"><xsl:call-template name="effect"/></td></xsl:when>
      </xsl:choose>
    </tr>
  </xsl:template>

  <xsl:template name="effect">
    <xsl:variable name="move" select="key('of', number)[name = $name]"/>
    <xsl:choose>
      <xsl:when test="$name = ''"><span class="tag ok"><xsl:value-of select="kb:text('batch.will')"/></span></xsl:when>
      <xsl:when test="$move/permitted = 't'"><span class="tag ok"><xsl:value-of select="kb:text('batch.will')"/></span></xsl:when>
      <xsl:when test="$move/why = 'error.not-your-move' or not($move)"><span class="tag"><xsl:value-of select="kb:text('batch.will-not')"/></span></xsl:when>
      <xsl:otherwise><span class="tag"><xsl:value-of select="kb:text('batch.will-not')"/></span><span class="sub"><xsl:value-of select="kb:text(string($move/why), string($move/title[$zh] | $move/title_en[$en]))"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="result">
    <xsl:choose>
      <xsl:when test="@ok = 'true'"><span class="tag ok"><xsl:value-of select="kb:text('batch.ok')"/></span></xsl:when>
      <xsl:otherwise><span class="tag bad"><xsl:value-of select="kb:text('batch.refused')"/></span><span class="sub"><xsl:call-template name="error-text"><xsl:with-param name="error" select="."/></xsl:call-template></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
