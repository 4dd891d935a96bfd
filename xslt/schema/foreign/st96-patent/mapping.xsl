<?xml version="1.0" encoding="UTF-8"?>
<!--
What ST.96 bibliographic data mean here: a case that passed pre-examination at the
centre that CorrespondenceAddress names. Papers are the message's attachments.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:x="urn:kuaibao:exchange:1"
    xmlns:pat="http://www.wipo.int/standards/XMLSchema/ST96/Patent"
    xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common"
    xmlns="urn:kuaibao:message:pre-examined-case:1"
    exclude-result-prefixes="x pat com">

  <xsl:template match="/x:message">
    <xsl:apply-templates select="x:body/pat:BibliographicData"/>
  </xsl:template>

  <xsl:template match="pat:BibliographicData">
    <xsl:variable name="id" select="pat:ApplicationIdentification"/>
    <xsl:variable name="owner" select="pat:PartyBag/pat:ApplicantBag/pat:Applicant[1]"/>
    <xsl:variable name="centre" select="pat:PartyBag/pat:CorrespondenceAddress"/>
    <xsl:variable name="phone" select="$centre/com:Contact/com:PhoneNumberBag/com:PhoneNumber[1]"/>
    <xsl:variable name="head" select="/x:message/x:head"/>
    <xsl:if test="$id/com:IPOfficeCode != 'CN'">
      <xsl:message terminate="yes">not an application in China: <xsl:value-of select="$id/com:IPOfficeCode"/></xsl:message>
    </xsl:if>
    <xsl:if test="not($owner/pat:PartyIdentifier) or not($centre/pat:PartyIdentifier)">
      <xsl:message terminate="yes">PartyIdentifier is missing</xsl:message>
    </xsl:if>
    <pre-examined-case procedure="pre-examination" version="1" number="{$id/pat:ApplicationNumber/pat:ApplicationNumberText}"
        state="tagged" date="{substring($head/x:created, 1, 10)}">
      <xsl:call-template name="party">
        <xsl:with-param name="name" select="'applicant'"/>
        <xsl:with-param name="kind" select="'enterprise'"/>
        <xsl:with-param name="of" select="$owner"/>
      </xsl:call-template>
      <xsl:call-template name="party">
        <xsl:with-param name="name" select="'centre'"/>
        <xsl:with-param name="kind" select="'centre'"/>
        <xsl:with-param name="of" select="$centre"/>
      </xsl:call-template>
      <record>
        <apply>
          <centre><xsl:value-of select="$centre/com:Contact/com:Name/com:OrganizationName/com:OrganizationStandardName"/></centre>
          <code><xsl:value-of select="substring-after($owner/pat:PartyIdentifier, '/')"/></code>
          <type>
            <xsl:choose>
              <xsl:when test="@applicationCategory = 'Design patent'">design</xsl:when>
              <xsl:when test="@applicationCategory = 'Utility model'">utility-model</xsl:when>
              <xsl:otherwise>invention</xsl:otherwise>
            </xsl:choose>
          </type>
          <title><xsl:value-of select="pat:InventionTitle"/></title>
          <xsl:for-each select="pat:PatentClassificationBag/pat:IPCRClassificationBag/pat:IPCRClassificationText[1]">
            <ipc><xsl:value-of select="."/></ipc>
          </xsl:for-each>
          <xsl:for-each select="pat:PatentClassificationBag/pat:LocarnoClassificationBag/pat:LocarnoClassificationText[1]">
            <locarno><xsl:value-of select="."/></locarno>
          </xsl:for-each>
          <inventors>
            <xsl:for-each select="pat:PartyBag/pat:InventorBag/pat:Inventor">
              <xsl:if test="position() &gt; 1">、</xsl:if>
              <xsl:value-of select="com:Contact/com:Name"/>
            </xsl:for-each>
          </inventors>
          <abstract>
            <xsl:for-each select="pat:Abstract/com:P"><xsl:value-of select="."/></xsl:for-each>
          </abstract>
          <xsl:for-each select="/x:message/x:body/x:attachment">
            <documents ref="{@name}" name="{@name}" type="{@type}" size="{@size}" sha256="{@sha256}"/>
          </xsl:for-each>
          <ready>yes</ready>
          <contact>预审受理</contact>
          <phone><xsl:value-of select="$phone"/></phone>
        </apply>
        <conclusion>
          <result>pass</result>
          <reason>对方系统以 ST.96 数据报送的预审合格案件。</reason>
          <contact>预审受理</contact>
          <phone><xsl:value-of select="$phone"/></phone>
        </conclusion>
        <filed>
          <number><xsl:value-of select="$id/pat:ApplicationNumber/pat:ApplicationNumberText"/></number>
          <date><xsl:value-of select="$id/pat:FilingDate"/></date>
        </filed>
      </record>
    </pre-examined-case>
  </xsl:template>

  <!-- PartyIdentifier: REGION/CODE, the division of six digits before the code. -->
  <xsl:template name="party">
    <xsl:param name="name"/>
    <xsl:param name="kind"/>
    <xsl:param name="of"/>
    <party name="{$name}" code="{substring-after($of/pat:PartyIdentifier, '/')}" kind="{$kind}" level=""
        title="{normalize-space($of/com:Contact/com:Name)}" region="{substring-before($of/pat:PartyIdentifier, '/')}"/>
  </xsl:template>
</xsl:stylesheet>
